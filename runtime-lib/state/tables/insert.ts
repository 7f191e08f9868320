import { FurlowError } from "../../errors/errors.ts";
import type { SqlDialect } from "../sql-database.ts";
import type { Column } from "./column.ts";
import { stored } from "./encode.ts";
import { list, type Parameters, quoted } from "./sql.ts";
import type { Table } from "./table.ts";

/** Columns with their values. */
export type Values = Readonly<Record<string, unknown>>;

/** Most rows of one statement (limits.md §2). */
const MAXIMUM_ROWS = 10_000;
/** Most values of one statement; SQLite takes no more. */
const MAXIMUM_VALUES = 32_000;

/**
 * `INSERT INTO … VALUES …` of rows: what one lacks gets its default, and the key the next number.
 * Throws E4002, E4005 and E_ARRAY_TOO_LONG.
 */
export function insertInto(
  table: Table<unknown>,
  rows: readonly Values[],
  dialect: SqlDialect,
  parameters: Parameters,
): string {
  for (const row of rows) for (const name of Object.keys(row)) table.column(name);
  const columns = [...table.columns.values()].filter(
    (column) => !column.generated || rows.some((row) => isGiven(row, column)),
  );
  if (rows.length > MAXIMUM_ROWS || rows.length * columns.length > MAXIMUM_VALUES) {
    const limit = Math.min(MAXIMUM_ROWS, Math.floor(MAXIMUM_VALUES / columns.length));
    const problem = `The table "${table.name}" takes at most ${limit} rows at once, not ${rows.length}`;
    throw new FurlowError("E_ARRAY_TOO_LONG", problem);
  }
  // A table of a key alone.
  if (columns.length === 0) return `INSERT INTO ${quoted(table.name)} DEFAULT VALUES`;
  const value = (row: Values, column: Column) => {
    const own = isGiven(row, column) ? row[column.name] : undefined;
    if (column.generated && (own === null || own === undefined)) return GENERATED[dialect];
    return parameters.add(stored(column, own, dialect));
  };
  const tuples = rows.map((row) => `(${list(columns.map((column) => value(row, column)))})`);
  const names = list(columns.map(({ name }) => quoted(name)));
  return `INSERT INTO ${quoted(table.name)} (${names}) VALUES ${list(tuples)}`;
}

/** What stands for the next key. */
const GENERATED: Readonly<Record<SqlDialect, string>> = { sqlite: "NULL", postgres: "DEFAULT" };

function isGiven(row: Values, { name }: Column): boolean {
  return Object.hasOwn(row, name);
}

/** Whether rows bring keys that the database would otherwise give: then it has to go on after them. */
export function bringsKeys(table: Table<unknown>, rows: readonly Values[]): boolean {
  const key = [...table.columns.values()].find(({ generated }) => generated);
  return key !== undefined && rows.some((row) => Object.hasOwn(row, key.name) && row[key.name] != null);
}
