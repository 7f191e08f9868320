import type { SqlDialect, SqlRow } from "../sql-database.ts";
import type { Column } from "./column.ts";
import type { Table } from "./table.ts";

/** Rows as a handler reads them, with these columns; all when left out. */
export function decodeRows<Row>(
  table: Table<Row>,
  rows: readonly SqlRow[],
  dialect: SqlDialect,
  names: Iterable<string> = table.columns.keys(),
): Row[] {
  const columns = [...names].map((name) => table.column(name));
  return rows.map((row) => {
    const decoded: Record<string, unknown> = {};
    for (const column of columns) decoded[column.name] = decode(column, row[column.name], dialect);
    return decoded as Row;
  });
}

function decode({ type }: Column, value: unknown, dialect: SqlDialect): unknown {
  if (value === null || value === undefined) return null;
  switch (type) {
    case "string":
      return String(value);
    case "number":
      return Number(value);
    case "boolean":
      return typeof value === "boolean" ? value : Number(value) !== 0;
    case "json":
      // PostgreSQL's driver has parsed it already.
      return dialect === "sqlite" ? JSON.parse(String(value)) : value;
    case "timestamp":
      return new Date(Number(value));
  }
}
