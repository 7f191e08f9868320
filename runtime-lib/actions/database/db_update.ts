import { changeRows } from "../../cache/table-rows.ts";
import { FurlowError } from "../../errors/errors.ts";
import type { Scoped } from "../../state/state-variable.ts";
import { databaseOf, explained } from "../../state/tables/access.ts";
import type { Table } from "../../state/tables/table.ts";
import { updateStatement, upsert } from "../../state/tables/update.ts";
import { conditionsIn, givenConditions } from "../../state/tables/where.ts";
import { attempt } from "../attempt.ts";

export interface RowChange {
  /** Columns with their values, or with an operator and what it looks for; all rows when left out. */
  readonly where?: unknown;
  /** The columns to change. */
  readonly data: unknown;
  /** Whether a row is added when none matches. */
  readonly upsert?: boolean;
}

/** Changes the rows that match, as one atomic step, and gives how many. Throws ActionError. */
export async function dbUpdate(ctx: Scoped, table: Table<unknown>, change: RowChange): Promise<number> {
  return await attempt(ctx, "db_update", 1, async () => {
    const database = databaseOf(ctx);
    const where = "where" in change ? givenConditions(change.where) : {};
    const data = conditionsIn(change.data, "data");
    if (change.upsert) {
      if (Object.keys(where).length === 0)
        throw new FurlowError("E_INVALID_WHERE", "`upsert` needs a `where` that says which row it is about");
      return await explained(
        table,
        changeRows(ctx, table.name, () => upsert(database, table, where, data, ctx)),
      );
    }
    if (Object.keys(data).length === 0) throw new FurlowError("E4005", "`data` changes no column");
    const { sql, values } = updateStatement(table, where, data, database.dialect);
    const changed = () => database.write(sql, values, ctx);
    return (await explained(table, changeRows(ctx, table.name, changed))).count;
  });
}
