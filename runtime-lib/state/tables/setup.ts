import type { Shutdown } from "../../bot/shutdown.ts";
import { FurlowError } from "../../errors/errors.ts";
import type { Logger } from "../../log/logger.ts";
import type { SqlDatabase } from "../sql-database.ts";
import { MEMORY, openSqlite } from "../sqlite-database.ts";
import { SqliteSqlDatabase } from "../sqlite-sql-database.ts";
import type { StateStore } from "../store.ts";
import { createTables } from "./create-tables.ts";
import type { Table } from "./table.ts";

/** The tables of a bot, and how they come to be in its database. */
export interface TableSetup {
  readonly tables: readonly Table<unknown>[];
  /** Sees to it that the database has the tables. Throws E4006 where somebody has to do something first. */
  prepare(database: SqlDatabase, log: Logger): Promise<void>;
  /** What the bundle does when it is run with a command, by the command's name. */
  readonly commands?: Readonly<Record<string, TableCommand>>;
}

/** A command of the bundle about its database; gives the exit code. */
export type TableCommand = (
  database: SqlDatabase,
  args: readonly string[],
  print: (line: string) => void,
) => Promise<number>;

/** The database of a bot with tables, ready for its handlers. Throws E4002 and E4006. */
export async function openDatabase(
  setup: TableSetup,
  store: StateStore,
  log: Logger,
  shutdown: Shutdown,
): Promise<SqlDatabase> {
  if (store.database !== undefined) {
    await setup.prepare(store.database, log);
    return store.database;
  }
  if (!store.isVolatile) {
    const hint = "set state.storage.type to sqlite or postgres";
    throw new FurlowError("E4002", `There are no tables where the bot keeps its state; ${hint}`);
  }
  // What lives as long as the process needs no migrations: it is always new.
  const sqlite = await openSqlite(MEMORY);
  shutdown.add(async () => sqlite.close());
  const database = new SqliteSqlDatabase(sqlite);
  await createTables(database, setup.tables);
  return database;
}
