import type { SqlDialect } from "../sql-database.ts";
import { createTable } from "../tables/schema/ddl.ts";
import { quoted } from "../tables/sql.ts";
import type { SchemaChange } from "./changes.ts";
import { changeInPostgres } from "./postgres-statements.ts";
import { changeInSqlite } from "./sqlite-statements.ts";

/** The statements that make a change in a database, in order. */
export function statementsFor({ created, dropped, changed }: SchemaChange, dialect: SqlDialect): string[] {
  const change = dialect === "sqlite" ? changeInSqlite : changeInPostgres;
  return [
    ...dropped.map(({ name }) => `DROP TABLE ${quoted(name)}`),
    ...changed.flatMap(change),
    ...created.flatMap((table) => createTable(table, dialect)),
  ];
}
