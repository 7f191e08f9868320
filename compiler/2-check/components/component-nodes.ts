import { parseTemplate } from "../../expression/parse/template.ts";
import {
  COMPONENT_GROUPS,
  type ComponentGroup,
  type ComponentKind,
  GROUP_NAMES,
  kindOf,
} from "../../language/component-kinds.ts";
import { entryOf, isText, keyText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { INHERITED_KEYS } from "../commands/settings.ts";

/** Where what stands inside of actions is put before anything is checked; no document has such a section. */
export const INLINE_SECTION = "inline components";

/** Keys of a component that say what happens when it is used, beside `when`. */
export const HANDLER_KEYS = ["actions", ...INHERITED_KEYS.filter((key) => key !== "when")];

/** The names under which a modal has its inputs. */
export const INPUT_KEYS = ["components", "inputs", "fields"];

/** A component with actions, as it stands in the document. */
export interface ComponentNode {
  readonly kind: ComponentKind;
  readonly node: MapNode;
  /** Its custom_id, with `*` for what is computed. */
  readonly pattern: string;
  /** Whether something of its custom_id is computed. */
  readonly computed: boolean;
  /** The place that names it. */
  readonly span: Span;
}

/** Everything under `components` and inside of actions that has actions of its own, in the order of the document. */
export function componentsIn(document: MapNode): ComponentNode[] {
  return ["components", INLINE_SECTION].flatMap((section) => {
    const groups = valueAt(document, section);
    return GROUP_NAMES.flatMap((group) =>
      entriesOf(groups, group).flatMap((entry) => componentOf(entry, group) ?? []),
    );
  });
}

function entriesOf(section: Node | undefined, group: string) {
  const map = section?.kind === "map" ? valueAt(section, group) : undefined;
  return map?.kind === "map" ? map.entries : [];
}

function componentOf(entry: MapNode["entries"][number], group: ComponentGroup): ComponentNode | undefined {
  const { key, value } = entry;
  if (value.kind !== "map" || entryOf(value, "actions") === undefined) return undefined;
  const written = valueAt(value, "custom_id");
  const id = written?.kind === "scalar" && written.value !== null ? written : key;
  const parts = isText(id) ? parseTemplate(id.value) : [{ kind: "text", text: String(id.value) } as const];
  return {
    kind: kindOf(value, COMPONENT_GROUPS[group]),
    node: value,
    pattern: parts.map((part) => (part.kind === "text" ? part.text : "*")).join(""),
    computed: parts.some((part) => part.kind !== "text"),
    span: id.span,
  };
}

/** Keys of a component that say what it looks like. */
const LOOK_KEYS = ["label", "emoji", "url", "style", "options", "placeholder", "title", ...INPUT_KEYS];

/** Whether an entry of the section says only what happens: then no message can show it. */
export function isHandlerOnly(node: MapNode): boolean {
  if (entryOf(node, "actions") === undefined) return false;
  const type = valueAt(node, "type");
  // A menu of Discord's own choices needs nothing but its type; one of options needs those.
  const shows = type?.kind === "scalar" && /(?<!string)_select$|^[5678]$/.test(String(type.value));
  return !shows && !node.entries.some((entry) => LOOK_KEYS.includes(keyText(entry)));
}
