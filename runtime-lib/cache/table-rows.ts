import type { SqlRow, SqlValue } from "../state/sql-database.ts";
import type { Scoped } from "../state/state-variable.ts";
import { databaseOf } from "../state/tables/access.ts";
import { tableKey, tablePattern } from "./keys.ts";

/** The rows that a query of a table gives, kept where the bot keeps what it reads. */
export async function readRows(
  ctx: Scoped,
  table: string,
  sql: string,
  values: readonly SqlValue[],
): Promise<readonly SqlRow[]> {
  const { cache } = ctx.bot;
  const database = databaseOf(ctx);
  if (!cache?.keepsReads) return await database.read(sql, values, ctx);
  // What is kept is given to everyone, who must not see older than they wrote: no replica may give it.
  return await cache.read(tableKey(table, [sql, values]), async () =>
    plain(await database.read(sql, values)),
  );
}

/** Runs what changes a table; what is kept of it is dropped, also when it may have failed half way. */
export async function changeRows<T>(ctx: Scoped, table: string, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } finally {
    if (ctx.bot.cache?.keepsReads) await ctx.bot.cache.invalidate(tablePattern(table));
  }
}

/** Whole numbers that are too large for JSON as numbers, which is what they are read as in any case. */
function plain(rows: readonly SqlRow[]): readonly SqlRow[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
    ),
  );
}
