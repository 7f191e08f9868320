import type { SqlDatabase } from "../sql-database.ts";
import { createTable } from "./schema/ddl.ts";
import { shapeOf } from "./schema/schema.ts";
import type { Table } from "./table.ts";

/** Makes tables in a database that has none of them. */
export async function createTables(database: SqlDatabase, tables: readonly Table<unknown>[]): Promise<void> {
  for (const { name, settings } of tables) {
    for (const statement of createTable(shapeOf(name, settings), database.dialect))
      await database.write(statement, []);
  }
}
