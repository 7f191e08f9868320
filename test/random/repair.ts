import {
  type Document,
  isMap,
  isNode,
  isSeq,
  type Node,
  parseDocument,
  stringify,
  type ToStringOptions,
} from "yaml";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostics.ts";

/** Rounds after which a document is given up. */
const ROUNDS = 12;

export interface Repaired {
  readonly text: string;
  /** Pieces that were taken out. */
  readonly removed: number;
}

/**
 * Makes a document valid by taking out what errors point at: the innermost item of a list or, outside lists, the
 * entry of a map. Undefined when errors remain that no piece holds.
 */
export function repair(
  document: unknown,
  check: (text: string) => readonly Diagnostic[],
  options: ToStringOptions = {},
): Repaired | undefined {
  let text = stringify(document, { aliasDuplicateObjects: false, ...options });
  let removed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const errors = check(text).filter(({ severity }) => severity === "error");
    if (errors.length === 0) return { text, removed };
    const tree = parseDocument(text);
    const pieces = new Map(
      errors.flatMap(({ span }) => {
        // What is missing is missed behind what it belongs to.
        const place = span && (span.start === span.end ? span.start - 1 : span.start);
        const path = place === undefined ? undefined : innermostPiece(tree.contents, place);
        return path === undefined ? [] : [[path.join("/"), path] as const];
      }),
    );
    if (pieces.size === 0) return undefined;
    // From the end, so that the places of the others stay.
    for (const path of [...pieces.values()].sort(later)) tree.deleteIn(path);
    removed += pieces.size;
    text = tree.toString(options);
  }
  return undefined;
}

/** The pieces of a document: entries of maps and items of lists. */
export function piecesOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const held = Object.values(value);
  return held.reduce<number>((sum, each) => sum + piecesOf(each), held.length);
}

type Path = readonly (string | number)[];

function later(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] === b[i]) continue;
    return typeof a[i] === "number" && typeof b[i] === "number"
      ? Number(b[i]) - Number(a[i])
      : String(b[i]).localeCompare(String(a[i]));
  }
  return b.length - a.length;
}

/** The path of the innermost list item around an offset, else of the innermost entry. */
function innermostPiece(root: Document["contents"], offset: number): Path | undefined {
  const path: (string | number)[] = [];
  let item: Path | undefined;
  let node: unknown = root;
  for (;;) {
    const next = childAt(node, offset);
    if (next === undefined) break;
    path.push(next.key);
    if (isSeq(node)) item = [...path];
    node = next.value;
  }
  return item ?? (path.length > 0 ? path : undefined);
}

function childAt(node: unknown, offset: number): { key: string | number; value: unknown } | undefined {
  if (isSeq(node)) {
    const index = node.items.findIndex((each) => isNode(each) && holds(each, offset));
    return index < 0 ? undefined : { key: index, value: node.items[index] };
  }
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    if (!isNode(key)) continue;
    const start = key.range![0];
    const end = isNode(value) ? value.range![2] : key.range![2];
    if (offset >= start && offset < Math.max(end, start + 1))
      return { key: String((key as { value?: unknown }).value), value };
  }
  return undefined;
}

function holds(node: Node, offset: number): boolean {
  return offset >= node.range![0] && offset < node.range![2];
}
