import type { ColumnSettings, ColumnType } from "../../runtime-lib/state/tables/column.ts";
import { columnsOf, isFilled } from "../../runtime-lib/state/tables/column.ts";
import { encode } from "../../runtime-lib/state/tables/encode.ts";
import { LONGEST_NAME } from "../../runtime-lib/state/tables/schema/schema.ts";
import type { TableSettings } from "../../runtime-lib/state/tables/table.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { type Type, types } from "../expression/types.ts";
import { describeKind, isText, keyText, type MapNode, type Node, toPlain, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import { identifierFor } from "./identifiers.ts";
import { checkKeys } from "./keys.ts";
import { flag } from "./named.ts";

/** The generated file that declares all tables. */
export const TABLES_MODULE = "tables.ts";

/** A table of `state.tables`. */
export interface Table {
  readonly name: string;
  /** Its name in generated code. */
  readonly identifier: string;
  readonly description: string | undefined;
  /** Columns of each index beside those that columns have themselves. */
  readonly indexes: readonly (readonly string[])[];
  readonly columns: ReadonlyMap<string, Column>;
  readonly span: Span;
}

export interface Column {
  readonly name: string;
  readonly type: Type;
  /** What reading it from a row gives: also nothing, unless something is always in it. */
  readonly read: Type;
  /** Whether a row has to bring it: it is always filled, and nothing else fills it. */
  readonly required: boolean;
  readonly settings: ColumnSettings;
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
  const taken = new Set<string>();
  const names = new Map<string, string>();
  return new Map(
    section.entries.flatMap((entry) => {
      const name = keyText(entry);
      checkIdentifier(name, entry.key.span, "table", names, diagnostics);
      if (entry.value.kind !== "map") {
        reportKind(entry.value, "a map with `columns`", diagnostics);
        return [];
      }
      checkKeys(entry.value, TABLE_KEYS, name, diagnostics);
      const identifier = identifierFor(name, taken);
      taken.add(identifier);
      const description = valueAt(entry.value, "description");
      const columns = checkColumns(entry.value, diagnostics);
      const table: Table = {
        name,
        identifier,
        description: description !== undefined && isText(description) ? description.value : undefined,
        columns,
        indexes: checkIndexes(entry.value, columns, name, diagnostics),
        span: entry.key.span,
      };
      return [[name, table] as const];
    }),
  );
}

/** A table as the runtime takes it. */
export function tableSettings({ columns, indexes }: Table): TableSettings {
  const settings = Object.fromEntries([...columns].map(([name, column]) => [name, column.settings]));
  return { columns: settings, ...(indexes.length > 0 && { indexes }) };
}

function checkColumns(table: MapNode, diagnostics: Diagnostics): ReadonlyMap<string, Column> {
  const columns = valueAt(table, "columns");
  if (columns?.kind !== "map" || columns.entries.length === 0) {
    reportKind(columns ?? table, "a map with `columns`", diagnostics);
    return new Map();
  }
  const names = new Map<string, string>();
  const found = columns.entries.flatMap((entry) => {
    const name = keyText(entry);
    checkIdentifier(name, entry.key.span, "column", names, diagnostics);
    if (entry.value.kind === "map") return [{ name, node: entry.value, span: entry.key.span }];
    reportKind(entry.value, "a map such as {type: string}", diagnostics);
    return [];
  });
  const settings = Object.fromEntries(
    found.map(({ name, node }) => [name, columnSettings(name, node, diagnostics)]),
  );
  const generated = [...columnsOf(settings).values()].find((column) => column.generated)?.name;
  return new Map(
    found.map(({ name, node, span }) => {
      const column = settings[name]!;
      const type = COLUMN_TYPES[column.type]!;
      const filled = isFilled(column);
      const required = filled && name !== generated && (column.default ?? null) === null;
      checkDefault(name, column, node, diagnostics);
      return [
        name,
        { name, type, read: filled ? type : types.optional(type), required, settings: column, span },
      ] as const;
    }),
  );
}

function columnSettings(name: string, node: MapNode, diagnostics: Diagnostics): ColumnSettings {
  checkKeys(node, COLUMN_KEYS, name, diagnostics);
  const written = valueAt(node, "type");
  const word = written !== undefined && isText(written) ? written.value : undefined;
  const known = word !== undefined && Object.hasOwn(COLUMN_TYPES, word);
  const words = Object.keys(COLUMN_TYPES);
  if (word === undefined && written !== undefined) {
    diagnostics.report("unknown-word", written.span, {
      found: describeKind(written),
      words,
      suggestion: undefined,
    });
  } else if (!known && word !== undefined) {
    diagnostics.report("column-type-as-text", written!.span, {
      column: name,
      found: word,
      words,
      suggestion: didYouMean(word, words),
    });
  }
  const initial = valueAt(node, "default");
  const flags = ["primary", "nullable", "unique", "index"].flatMap((key) => {
    const value = flag(node, key);
    // What is off anyway is not written out; that a column may not be empty says more than that.
    return value === true || (value === false && key === "nullable") ? [[key, value] as const] : [];
  });
  return {
    type: (known ? word : "string") as ColumnType,
    ...Object.fromEntries(flags),
    ...(initial !== undefined && { default: toPlain(initial) }),
  };
}

/** Reports a default that the column could not hold. */
function checkDefault(name: string, settings: ColumnSettings, node: MapNode, diagnostics: Diagnostics): void {
  if (settings.default === undefined) return;
  const column = { name, ...settings, generated: false, filled: false };
  try {
    encode(column, settings.default, "sqlite");
  } catch {
    const written = valueAt(node, "default")!;
    diagnostics.report("wrong-default", written.span, { column: name, type: settings.type });
  }
}

function checkIndexes(
  table: MapNode,
  columns: ReadonlyMap<string, Column>,
  name: string,
  diagnostics: Diagnostics,
): readonly (readonly string[])[] {
  const indexes = valueAt(table, "indexes");
  if (indexes?.kind !== "list") return [];
  return indexes.items.map((index) => {
    const items = index.kind === "list" ? index.items : [index];
    return items.flatMap((item) => {
      const column = isText(item) ? item.value : "";
      if (columns.has(column)) return [column];
      const suggestion = didYouMean(column, columns.keys());
      diagnostics.report("unknown-column", item.span, { table: name, column, suggestion });
      return [];
    });
  });
}

/** Names that databases keep for themselves, or that would be in the way of our own. */
const RESERVED = /^(furlow_|sqlite_|pg_)|^__proto__$/i;

/** @param names those that are taken, in lower case: SQLite does not tell upper case from it */
function checkIdentifier(
  name: string,
  span: Span,
  what: string,
  names: Map<string, string>,
  diagnostics: Diagnostics,
): void {
  const other = names.get(name.toLowerCase());
  names.set(name.toLowerCase(), name);
  if (!IDENTIFIER.test(name)) {
    const rule = "use letters, digits and _, and begin with a letter";
    diagnostics.report("invalid-name", span, { what: `a ${what}`, name, rule });
  } else if (RESERVED.test(name)) {
    diagnostics.report("name-unusable", span, {
      what,
      name,
      reason: "databases keep such names for themselves",
    });
  } else if (name.length > LONGEST_NAME) {
    const reason = `databases keep only ${LONGEST_NAME} characters of a name`;
    diagnostics.report("name-unusable", span, { what, name, reason });
  } else if (other !== undefined && other !== name) {
    const reason = `to SQLite it is the same as \`${other}\``;
    diagnostics.report("name-unusable", span, { what, name, reason });
  }
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
