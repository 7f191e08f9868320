import type { Span } from "./source-file.ts";

/** What YAML's core schema can give for a scalar. */
export type ScalarValue = string | number | boolean | null;

/** A value of a document with its place in a file. Nodes reached through aliases are shared, never copied. */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly value: ScalarValue;
  /** The scalar as written, quotes included; for a block scalar from its first content character on. */
  readonly span: Span;
  /**
   * Offset in `span.file` of the character at `index` of a text value (`index` may equal the length),
   * through quotes, escapes, folding and indentation.
   */
  offsetAt(index: number): number;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly span: Span;
}

export interface MapNode {
  readonly kind: "map";
  readonly entries: readonly Entry[];
  readonly span: Span;
}

export interface Entry {
  readonly key: ScalarNode;
  readonly value: Node;
}

/** The entry under a key; the last one where a key repeats. */
export function entryOf(map: MapNode, key: string): Entry | undefined {
  for (let i = map.entries.length - 1; i >= 0; i--) {
    const entry = map.entries[i]!;
    if (keyText(entry) === key) return entry;
  }
  return undefined;
}

/** The value under a key. */
export function valueAt(map: MapNode, key: string): Node | undefined {
  return entryOf(map, key)?.value;
}

/** The items of the list under a key; none where there is no list. */
export function itemsAt(map: MapNode, key: string): readonly Node[] {
  const value = valueAt(map, key);
  return value?.kind === "list" ? value.items : [];
}

/** An entry's key as text (`1:` gives `"1"`). */
export function keyText(entry: Entry): string {
  return String(entry.key.value);
}

export function isText(node: Node): node is ScalarNode & { readonly value: string } {
  return node.kind === "scalar" && typeof node.value === "string";
}

export function isNull(node: Node): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** The stretch of a text scalar between two indices of its value, as it stands in the file. */
export function textSpan(node: ScalarNode, start: number, end: number): Span {
  return { file: node.span.file, start: node.offsetAt(start), end: node.offsetAt(end) };
}

/** What a person would call the kind of a value: for messages. */
export function describeKind(node: Node): string {
  if (node.kind !== "scalar") return node.kind === "list" ? "a list" : "a map";
  if (node.value === null) return "nothing";
  return { string: "text", number: "a number", boolean: "true or false" }[typeof node.value as "string"];
}

/** A node that no file wrote, standing for something at `span`: what normalisation adds. */
export const synthetic = {
  scalar(value: ScalarValue, span: Span): ScalarNode {
    return { kind: "scalar", value, span, offsetAt: () => span.start };
  },
  list(items: readonly Node[], span: Span): ListNode {
    return { kind: "list", items, span };
  },
  map(entries: readonly (readonly [ScalarNode | string, Node])[], span: Span): MapNode {
    return {
      kind: "map",
      span,
      entries: entries.map(([key, value]) => ({
        key: typeof key === "string" ? synthetic.scalar(key, value.span) : key,
        value,
      })),
    };
  },
};

/** The node as plain data, for values that carry no expressions. */
export function toPlain(node: Node): unknown {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(toPlain);
    case "map":
      return Object.fromEntries(node.entries.map((entry) => [keyText(entry), toPlain(entry.value)]));
  }
}
