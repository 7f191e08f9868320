import { changeRows } from "../../cache/table-rows.ts";
import type { Scoped } from "../../state/state-variable.ts";
import { databaseOf } from "../../state/tables/access.ts";
import { Parameters, quoted } from "../../state/tables/sql.ts";
import type { Table } from "../../state/tables/table.ts";
import { givenConditions, whereClause } from "../../state/tables/where.ts";
import { attempt } from "../attempt.ts";

export interface RowRemoval {
  /** Columns with their values, or with an operator and what it looks for; all rows when left out. */
  readonly where?: unknown;
}

/** Removes the rows that match, and gives how many. Throws ActionError. */
export async function dbDelete(
  ctx: Scoped,
  table: Table<unknown>,
  removal: RowRemoval = {},
): Promise<number> {
  return await attempt(ctx, "db_delete", 1, async () => {
    const database = databaseOf(ctx);
    const parameters = new Parameters();
    const where = "where" in removal ? givenConditions(removal.where) : {};
    const conditions = whereClause(table, where, database.dialect, parameters);
    const sql = `DELETE FROM ${quoted(table.name)}${conditions}`;
    const removed = () => database.write(sql, parameters.values, ctx);
    return (await changeRows(ctx, table.name, removed)).count;
  });
}
