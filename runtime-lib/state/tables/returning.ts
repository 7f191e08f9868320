import type { SqlDialect } from "../sql-database.ts";
import { bringsKeys, type Values } from "./insert.ts";
import { quoted } from "./sql.ts";
import type { Table } from "./table.ts";

/**
 * An `INSERT` that gives the rows as they are stored. Where rows bring their keys, PostgreSQL is told to go on after
 * them in the same statement; SQLite does so by itself.
 */
export function returningRows(
  insert: string,
  table: Table<unknown>,
  rows: readonly Values[],
  dialect: SqlDialect,
): string {
  const returning = `${insert} RETURNING *`;
  if (dialect === "sqlite" || !bringsKeys(table, rows)) return returning;
  const key = [...table.columns.values()].find(({ generated }) => generated)!.name;
  const sequence = `pg_get_serial_sequence('${quoted(table.name)}', '${key}')`;
  const last = `COALESCE(pg_sequence_last_value(${sequence}::regclass), 1)`;
  const moved = `SELECT setval(${sequence}, GREATEST(max(${quoted(key)}), ${last})) FROM inserted`;
  return `WITH inserted AS (${returning}), moved AS (${moved}) SELECT inserted.* FROM inserted, moved`;
}
