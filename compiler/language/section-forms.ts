import {
  describeKind,
  type Entry,
  entryOf,
  isNull,
  keyText,
  type ListNode,
  type MapNode,
  type Node,
  type ScalarNode,
  synthetic,
  valueAt,
} from "../source/node.ts";
import type { NormaliseContext } from "./section.ts";

/** A section's content as a map: nothing counts as an empty one, anything else but a map is reported. */
export function expectMap(section: string, node: Node, context: NormaliseContext): MapNode {
  if (node.kind === "map") return node;
  if (!isNull(node)) reportKind(section, "a map", node, context);
  return synthetic.map([], node.span) as MapNode;
}

/** A section's content as a list: nothing counts as an empty one, anything else but a list is reported. */
export function expectList(section: string, node: Node, context: NormaliseContext): ListNode {
  if (node.kind === "list") return node;
  if (!isNull(node)) reportKind(section, "a list", node, context);
  return synthetic.list([], node.span);
}

/** Reports that a section, or a part of it, is written in no form that it may have. */
export function reportKind(
  section: string,
  expected: string,
  node: Node,
  { diagnostics }: NormaliseContext,
): void {
  diagnostics.report("section-kind", node.span, { section, expected, kind: describeKind(node) });
}

/** Gives keys their canonical names, where the canonical one is not written as well; positions stay. */
export function renameKeys(node: Node, names: Readonly<Record<string, string>>): Node {
  if (node.kind !== "map") return node;
  const nameFor = (entry: Entry) =>
    Object.hasOwn(names, keyText(entry)) ? names[keyText(entry)] : undefined;
  const isRenamed = (entry: Entry) => {
    const name = nameFor(entry);
    return name !== undefined && entryOf(node, name) === undefined;
  };
  if (!node.entries.some(isRenamed)) return node;
  const entries = node.entries.map((entry) =>
    isRenamed(entry) ? { key: renamed(entry.key, nameFor(entry)!), value: entry.value } : entry,
  );
  return { kind: "map", entries, span: node.span };
}

/** A key with another name, at the place of the one that was written. */
export function renamed(key: ScalarNode, name: string): ScalarNode {
  return synthetic.scalar(name, key.span);
}

/** The map with the value under `key` changed, if it is there. */
export function changeValue(node: Node, key: string, change: (value: Node) => Node): Node {
  if (node.kind !== "map" || entryOf(node, key) === undefined) return node;
  const entries = node.entries.map((entry) =>
    keyText(entry) === key ? { key: entry.key, value: change(entry.value) } : entry,
  );
  return { kind: "map", entries, span: node.span };
}

/** The list with each item changed; anything else as it is. */
export function changeItems(node: Node, change: (item: Node) => Node): Node {
  return node.kind === "list" ? synthetic.list(node.items.map(change), node.span) : node;
}

/** The map with each value changed; anything else as it is. */
export function changeValues(node: Node, change: (value: Node, key: ScalarNode) => Node): Node {
  if (node.kind !== "map") return node;
  const entries = node.entries.map(({ key, value }) => ({ key, value: change(value, key) }));
  return { kind: "map", entries, span: node.span };
}

/** A map's entries without those under some keys. */
export function without(map: MapNode, ...keys: readonly string[]): Entry[] {
  return map.entries.filter((entry) => !keys.includes(keyText(entry)));
}

/** The map with an entry put first, unless it has one under that key. */
export function withDefault(map: MapNode, key: string, value: Node): MapNode {
  if (entryOf(map, key) !== undefined) return map;
  const entry = { key: synthetic.scalar(key, value.span), value };
  return { kind: "map", entries: [entry, ...map.entries], span: map.span };
}

/** An action list; a single action becomes a list of one, nothing stays nothing. */
export function actionList(node: Node): Node {
  return node.kind === "list" || isNull(node) ? node : synthetic.list([node], node.span);
}

/** The construct with its `actions` as a list. */
export function withActionList(node: Node): Node {
  return changeValue(node, "actions", actionList);
}

/**
 * A list keyed by a field of its items, such as pipes by `name`. Items without the field are reported and left
 * out; `fields` are the canonical name and its aliases, `what` is a word for an item.
 */
export function keyedBy(
  list: ListNode,
  fields: readonly string[],
  what: string,
  { diagnostics }: NormaliseContext,
): MapNode {
  const entries = list.items.flatMap((item): Entry[] => {
    const key = item.kind === "map" ? firstScalar(item, fields) : undefined;
    if (key !== undefined) return [{ key, value: item }];
    diagnostics.report("section-kind", item.span, {
      section: `a ${what} in a list`,
      expected: `a map with ${fields[0]}`,
      kind: item.kind === "map" ? "a map without" : describeKind(item),
    });
    return [];
  });
  return { kind: "map", entries, span: list.span };
}

function firstScalar(map: MapNode, fields: readonly string[]): ScalarNode | undefined {
  for (const field of fields) {
    const value = valueAt(map, field);
    if (value?.kind === "scalar" && value.value !== null) return value;
  }
  return undefined;
}
