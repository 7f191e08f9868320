import { changeRows } from "../../cache/table-rows.ts";
import { FurlowError } from "../../errors/errors.ts";
import type { Scoped } from "../../state/state-variable.ts";
import { databaseOf, explained } from "../../state/tables/access.ts";
import { decodeRows } from "../../state/tables/decode.ts";
import { insertInto, type Values } from "../../state/tables/insert.ts";
import { returningRows } from "../../state/tables/returning.ts";
import { Parameters } from "../../state/tables/sql.ts";
import type { Table } from "../../state/tables/table.ts";
import { attempt } from "../attempt.ts";

/**
 * Adds a row, or several in one statement, and gives them as they are stored, with the keys that the database gave
 * them. Throws ActionError.
 */
export async function dbInsert<Row>(ctx: Scoped, table: Table<Row>, data: readonly Values[]): Promise<Row[]>;
export async function dbInsert<Row>(ctx: Scoped, table: Table<Row>, data: Values): Promise<Row>;
export async function dbInsert(ctx: Scoped, table: Table<unknown>, data: unknown): Promise<unknown>;
export async function dbInsert(ctx: Scoped, table: Table<unknown>, data: unknown): Promise<unknown> {
  return await attempt(ctx, "db_insert", 1, async () => {
    const rows = Array.isArray(data) ? data.map(rowIn) : [rowIn(data)];
    if (rows.length === 0) return [];
    const database = databaseOf(ctx);
    const { dialect } = database;
    const parameters = new Parameters();
    const insert = insertInto(table, rows, dialect, parameters);
    const sql = returningRows(insert, table, rows, dialect);
    const added = () => database.write(sql, parameters.values, ctx);
    const result = await explained(table, changeRows(ctx, table.name, added));
    const stored = decodeRows(table, result.rows, dialect);
    return Array.isArray(data) ? stored : stored[0];
  });
}

function rowIn(data: unknown): Values {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as Values;
  throw new FurlowError("E4005", "`data` is no map of columns and values");
}
