import type { Column } from "../tables/column.ts";
import {
  columnDefinition,
  createIndex,
  createIndexes,
  createTable,
  defaultOf,
} from "../tables/schema/ddl.ts";
import { list, quoted } from "../tables/sql.ts";
import type { TableChange } from "./changes.ts";
import { converted, fillingOf } from "./conversions.ts";

/** Statements that change a table of SQLite, which can add and drop columns: anything else needs a new table. */
export function changeInSqlite(change: TableChange): string[] {
  const { after, added, dropped, changed, keyChanged, addedIndexes, droppedIndexes } = change;
  if (keyChanged || changed.length > 0 || added.some(needsNewTable)) return replaceTable(change);
  const table = quoted(after.name);
  return [
    ...droppedIndexes.map(({ name }) => `DROP INDEX ${quoted(name)}`),
    ...dropped.map(({ name }) => `ALTER TABLE ${table} DROP COLUMN ${quoted(name)}`),
    ...added.map((column) => `ALTER TABLE ${table} ADD COLUMN ${columnDefinition(column, "sqlite")}`),
    ...addedIndexes.map((index) => createIndex(after, index, "sqlite")),
  ];
}

function needsNewTable(column: Column): boolean {
  return column.filled && defaultOf(column, "sqlite") === undefined;
}

/** The dance of https://sqlite.org/lang_altertable.html#otheralter. */
function replaceTable(change: TableChange): string[] {
  const { before, after, added } = change;
  const name = `furlow_new_${after.name}`;
  const kept = [...after.columns.values()].filter((column) => before.columns.has(column.name));
  const filled = added.filter(({ generated }) => !generated).filter(needsNewTable);
  const columns = list([...kept, ...filled].map((column) => quoted(column.name)));
  const values = [
    ...kept.map((column) => keptValue(change, column)),
    ...filled.map((column) => fillingOf(column, "sqlite")),
  ];
  const isGenerated = [before, after].every(({ columns }) =>
    [...columns.values()].some(({ generated }) => generated),
  );
  const copy =
    columns === ""
      ? []
      : [`INSERT INTO ${quoted(name)} (${columns})\n  SELECT ${list(values)} FROM ${quoted(before.name)}`];
  return [
    ...createTable(after, "sqlite", name),
    ...copy,
    ...(isGenerated ? keepSequence(before.name, name) : []),
    `DROP TABLE ${quoted(before.name)}`,
    `ALTER TABLE ${quoted(name)} RENAME TO ${quoted(after.name)}`,
    ...createIndexes(after, "sqlite"),
  ];
}

function keptValue({ before, changed }: TableChange, column: Column): string {
  const own = changed.find(({ after }) => after.name === column.name) ?? {
    before: before.columns.get(column.name)!,
    after: column,
  };
  const value = converted(own, "sqlite");
  const wasEmpty = column.filled && !own.before.filled && defaultOf(column, "sqlite") !== undefined;
  return wasEmpty ? `COALESCE(${value}, ${fillingOf(column, "sqlite")})` : value;
}

/** Keys that were once given are not given again. */
function keepSequence(before: string, after: string): string[] {
  return [
    `DELETE FROM sqlite_sequence WHERE name = '${after}'`,
    `INSERT INTO sqlite_sequence (name, seq) SELECT '${after}', seq FROM sqlite_sequence WHERE name = '${before}'`,
  ];
}
