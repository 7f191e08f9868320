import { type Entry, keyText, type MapNode, type Node, synthetic } from "../source/node.ts";

/** Merges the value under one key; `undefined` is never passed for either side. */
type MergeValue = (base: Node, imported: Node) => Node;

/** Both lists, the importing file's items first. What is no list gives way to what is. */
export function concat(base: Node, imported: Node): Node {
  if (base.kind !== "list") return imported;
  if (imported.kind !== "list") return base;
  return synthetic.list([...base.items, ...imported.items], base.span);
}

/** Both maps; under a key that both have, the imported value. */
export function union(base: Node, imported: Node): Node {
  return mergeMaps(base, imported, () => replace);
}

/** Both maps key by key, with rules of their own for the values of some keys. */
export function unionWith(rules: Readonly<Record<string, MergeValue>>): MergeValue {
  return (base, imported) =>
    mergeMaps(base, imported, (key) => (Object.hasOwn(rules, key) ? rules[key]! : replace));
}

/** Both maps on every level. */
export function deepUnion(base: Node, imported: Node): Node {
  return mergeMaps(base, imported, () => deepUnion);
}

function replace(_base: Node, imported: Node): Node {
  return imported;
}

function mergeMaps(base: Node, imported: Node, ruleFor: (key: string) => MergeValue): Node {
  if (base.kind !== "map" || imported.kind !== "map") return imported;
  const importedByKey = new Map(imported.entries.map((entry) => [keyText(entry), entry]));
  const baseKeys = new Set(base.entries.map(keyText));
  const merged = base.entries.map((entry): Entry => {
    const key = keyText(entry);
    const other = importedByKey.get(key);
    return other === undefined ? entry : { key: entry.key, value: ruleFor(key)(entry.value, other.value) };
  });
  const added = imported.entries.filter((entry) => !baseKeys.has(keyText(entry)));
  return { kind: "map", entries: [...merged, ...added], span: base.span } satisfies MapNode;
}
