import {
  entryOf,
  isNull,
  keyText,
  type ListNode,
  type MapNode,
  type Node,
  synthetic,
} from "../source/node.ts";
import type { NormaliseContext } from "./section.ts";
import { actionList, expectList, withActionList, withDefault } from "./section-forms.ts";

/** What tells a section of named handlers (events, flows) apart from others of the kind. */
export interface HandlerSection {
  readonly section: string;
  /** The field that holds in list form what the key says in map form. */
  readonly nameField: string;
  /** Every field a handler may have: a map with other keys and no `actions` is a single action. */
  readonly fields: ReadonlySet<string>;
  /** Whether a name may stand for several handlers, so that a list may hold handlers instead of actions. */
  readonly several: boolean;
  readonly normaliseHandler: (handler: Node) => Node;
}

/** The list form of a section whose handlers are written as a list or as a map by name. */
export function handlerList(node: Node, section: HandlerSection, context: NormaliseContext): ListNode {
  const handlers =
    node.kind === "map"
      ? node.entries.flatMap(({ key, value }) =>
          handlersOf(value, section).map((handler) => withDefault(handler, section.nameField, key)),
        )
      : expectList(section.section, node, context).items;
  const normalised = handlers.map((handler) => section.normaliseHandler(withActionList(handler)));
  return synthetic.list(normalised, node.span);
}

/** What a key of the map form holds: one handler, several, or directly its actions. */
function handlersOf(value: Node, section: HandlerSection): MapNode[] {
  if (isHandler(value, section)) return [value];
  if (isNull(value)) return [synthetic.map([], value.span) as MapNode];
  const isHandlerList =
    section.several &&
    value.kind === "list" &&
    value.items.length > 0 &&
    value.items.every((item) => item.kind === "map" && hasActions(item));
  if (isHandlerList) return value.items as readonly Node[] as MapNode[];
  return [synthetic.map([["actions", actionList(value)]], value.span) as MapNode];
}

function isHandler(node: Node, { fields }: HandlerSection): node is MapNode {
  if (node.kind !== "map") return false;
  return hasActions(node) || node.entries.every((entry) => fields.has(keyText(entry)));
}

/** `actions` alone would not do: `{action: batch, actions: [...]}` is an action. */
function hasActions(map: MapNode): boolean {
  return entryOf(map, "actions") !== undefined && entryOf(map, "action") === undefined;
}
