import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { type Type, types } from "../expression/types.ts";
import { describeKind, isText, keyText, type MapNode, type Node, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import { checkKeys } from "./keys.ts";
import { flag } from "./named.ts";

/** A table of `state.tables`. */
export interface Table {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly span: Span;
}

export interface Column {
  readonly name: string;
  readonly type: Type;
  /** What reading it from a row gives: also nothing, unless the column is the key or has a default. */
  readonly read: Type;
  readonly primary: boolean;
  readonly span: Span;
}

/** Types a column can declare (spec.md §8). */
const COLUMN_TYPES: Readonly<Record<string, Type>> = {
  string: types.string,
  number: types.number,
  boolean: types.boolean,
  json: types.unknown,
  timestamp: types.date,
};

const TABLE_KEYS = { supported: ["columns", "indexes", "description"], planned: [] };
const COLUMN_KEYS = {
  supported: ["type", "primary", "nullable", "default", "unique", "index", "description"],
  planned: [],
};
const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** Reads `state.tables`. */
export function checkTables(section: Node | undefined, diagnostics: Diagnostics): ReadonlyMap<string, Table> {
  if (section?.kind !== "map") return new Map();
  return new Map(
    section.entries.flatMap((entry) => {
      const name = keyText(entry);
      checkIdentifier(name, entry.key.span, "table", diagnostics);
      if (entry.value.kind !== "map") {
        reportKind(entry.value, "a map with `columns`", diagnostics);
        return [];
      }
      checkKeys(entry.value, TABLE_KEYS, name, diagnostics);
      const columns = checkColumns(entry.value, diagnostics);
      checkIndexes(entry.value, columns, name, diagnostics);
      return [[name, { name, columns, span: entry.key.span }] as const];
    }),
  );
}

function checkColumns(table: MapNode, diagnostics: Diagnostics): ReadonlyMap<string, Column> {
  const columns = valueAt(table, "columns");
  if (columns?.kind !== "map") {
    reportKind(columns ?? table, "a map with `columns`", diagnostics);
    return new Map();
  }
  return new Map(
    columns.entries.flatMap((entry) => {
      const name = keyText(entry);
      checkIdentifier(name, entry.key.span, "column", diagnostics);
      if (entry.value.kind === "map")
        return [[name, checkColumn(name, entry.value, entry.key.span, diagnostics)] as const];
      reportKind(entry.value, "a map such as {type: string}", diagnostics);
      return [];
    }),
  );
}

function checkColumn(name: string, node: MapNode, span: Span, diagnostics: Diagnostics): Column {
  checkKeys(node, COLUMN_KEYS, name, diagnostics);
  const written = valueAt(node, "type");
  const word = written !== undefined && isText(written) ? written.value : undefined;
  const known = word !== undefined && Object.hasOwn(COLUMN_TYPES, word) ? COLUMN_TYPES[word] : undefined;
  if (known === undefined && written !== undefined) {
    diagnostics.report("unknown-word", written.span, {
      found: word ?? describeKind(written),
      words: Object.keys(COLUMN_TYPES),
      suggestion: word === undefined ? undefined : didYouMean(word, Object.keys(COLUMN_TYPES)),
    });
  }
  const type = known ?? types.unknown;
  const primary = flag(node, "primary") ?? false;
  const filled = primary || (valueAt(node, "default") !== undefined && flag(node, "nullable") !== true);
  return { name, type, read: filled ? type : types.optional(type), primary, span };
}

function checkIndexes(
  table: MapNode,
  columns: ReadonlyMap<string, Column>,
  name: string,
  diagnostics: Diagnostics,
): void {
  const indexes = valueAt(table, "indexes");
  if (indexes?.kind !== "list") return;
  for (const item of indexes.items.flatMap((index) => (index.kind === "list" ? index.items : [index]))) {
    const column = isText(item) ? item.value : "";
    if (columns.has(column)) continue;
    const suggestion = didYouMean(column, columns.keys());
    diagnostics.report("unknown-column", item.span, { table: name, column, suggestion });
  }
}

function checkIdentifier(name: string, span: Span, what: string, diagnostics: Diagnostics): void {
  if (IDENTIFIER.test(name)) return;
  const rule = "use letters, digits and _, and begin with a letter";
  diagnostics.report("invalid-name", span, { what: `a ${what}`, name, rule });
}

function reportKind(node: Node, expected: string, diagnostics: Diagnostics): void {
  diagnostics.report("wrong-kind", node.span, { expected, found: describeKind(node) });
}

/** The type of a row, or of some of its columns. */
export function rowType(table: Table | undefined, columns?: readonly string[]): Type {
  if (table === undefined) return types.unknown;
  const read = [...table.columns.values()].filter(
    ({ name }) => columns === undefined || columns.includes(name),
  );
  return types.map(Object.fromEntries(read.map((column) => [column.name, column.read])));
}
