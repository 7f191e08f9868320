import { readRows } from "../../cache/table-rows.ts";
import type { Scoped } from "../../state/state-variable.ts";
import { databaseOf } from "../../state/tables/access.ts";
import { decodeRows } from "../../state/tables/decode.ts";
import { orderClause } from "../../state/tables/order-by.ts";
import { list, Parameters, quoted } from "../../state/tables/sql.ts";
import type { Table } from "../../state/tables/table.ts";
import { conditionsIn, whereClause } from "../../state/tables/where.ts";
import { attempt } from "../attempt.ts";

/** Most rows that a query gives (limits.md §2). */
const MAXIMUM_ROWS = 10_000;
/** Most rows that it passes over first. */
const MAXIMUM_OFFSET = 1_000_000;

export interface RowQuery<Name extends string> {
  /** Columns with their values, or with an operator and what it looks for; all rows when left out. */
  readonly where?: unknown;
  /** The columns to read; all when left out. */
  readonly select?: readonly Name[];
  /** `level DESC, name`. */
  readonly orderBy?: string;
  /** How many rows at most; 0 is as many as a query gives, 10,000. */
  readonly limit?: number;
  /** How many rows to pass over first. */
  readonly offset?: number;
}

/** Reads the rows that match. Throws ActionError. */
export async function dbQuery<Row, Name extends keyof Row & string = keyof Row & string>(
  ctx: Scoped,
  table: Table<Row>,
  query: RowQuery<Name> = {},
): Promise<Pick<Row, Name>[]> {
  return await attempt(ctx, "db_query", 1, async () => {
    const database = databaseOf(ctx);
    const { dialect } = database;
    const names = query.select === undefined ? table.columns.keys() : new Set(query.select);
    const columns = [...names].map((name) => quoted(table.column(name).name));
    const parameters = new Parameters();
    const where = whereClause(table, conditionsIn(query.where), dialect, parameters);
    const order = orderClause(table, query.orderBy, dialect);
    const limit = parameters.add(within(query.limit, MAXIMUM_ROWS) || MAXIMUM_ROWS);
    const offset = within(query.offset, MAXIMUM_OFFSET);
    const skipped = offset === 0 ? "" : ` OFFSET ${parameters.add(offset)}`;
    const sql = `SELECT ${list(columns)} FROM ${quoted(table.name)}${where}${order} LIMIT ${limit}${skipped}`;
    const rows = await readRows(ctx, table.name, sql, parameters.values);
    return decodeRows<Pick<Row, Name>>(
      table as unknown as Table<Pick<Row, Name>>,
      rows,
      dialect,
      query.select,
    );
  });
}

function within(value: number | undefined, maximum: number): number {
  const whole = Math.trunc(value ?? 0);
  return whole > 0 ? Math.min(whole, maximum) : 0;
}
