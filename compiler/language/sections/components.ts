import { checkKeys } from "../../2-check/keys.ts";
import {
  type Entry,
  entryOf,
  isNull,
  type ListNode,
  type MapNode,
  type Node,
  synthetic,
} from "../../source/node.ts";
import { type ComponentGroup, GROUP_NAMES, groupOfKind, ID_KEYS, kindOf } from "../component-kinds.ts";
import { defineSection, type NormaliseContext } from "../section.ts";
import {
  changeValue,
  changeValues,
  expectMap,
  keyedBy,
  renameKeys,
  withActionList,
} from "../section-forms.ts";
import { union, unionWith } from "../section-merge.ts";

export default defineSection({
  name: "components",
  summary: "Buttons, select menus and modals, and what they do.",
  normalise: (node, context) => {
    const components =
      node.kind === "list" ? groupsOf(node, context) : expectMap("components", node, context);
    return GROUP_NAMES.reduce<Node>(
      (map, group) => changeValue(map, group, (value) => normaliseGroup(value, group, context)),
      components,
    );
  },
  check(node, context) {
    if (node.kind !== "map") return;
    checkKeys(node, { supported: GROUP_NAMES, planned: [] }, "components", context.diagnostics);
  },
  merge: unionWith({ buttons: union, selects: union, modals: union }),
  aliases: {
    buttons: (node, context) =>
      synthetic.map([["buttons", normaliseGroup(node, "buttons", context)]], node.span),
  },
  supported: true,
});

/** A list of components of all kinds, sorted into groups by their `type`. */
function groupsOf(list: ListNode, context: NormaliseContext): MapNode {
  const entries = GROUP_NAMES.flatMap((group): Entry[] => {
    const items = list.items.filter((item) => groupOf(item) === group);
    if (items.length === 0) return [];
    const value = normaliseGroup(synthetic.list(items, list.span), group, context);
    return [{ key: synthetic.scalar(group, items[0]!.span), value }];
  });
  return { kind: "map", entries, span: list.span };
}

function groupOf(item: Node): ComponentGroup {
  return item.kind === "map" ? groupOfKind(kindOf(item, "button")) : "buttons";
}

function normaliseGroup(node: Node, group: ComponentGroup, context: NormaliseContext): Node {
  const singular = group.slice(0, -1);
  const map =
    node.kind === "list"
      ? keyedBy(node, ID_KEYS, singular, context)
      : expectMap(`components.${group}`, node, context);
  return changeValues(map, (component) => {
    const key = ID_KEYS.find((field) => component.kind === "map" && entryOf(component, field) !== undefined);
    const named = key === undefined ? component : renameKeys(component, { [key]: "custom_id" });
    return isNull(named) ? named : withActionList(named);
  });
}
