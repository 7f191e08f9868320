import { keepUp } from "../migrations/keep-up.ts";
import type { TableSetup } from "./setup.ts";
import type { Table } from "./table.ts";

/** Tables of a bot without migrations: they are made when it starts. */
export function createdTables(tables: readonly Table<unknown>[]): TableSetup {
  return { tables, prepare: (database, log) => keepUp(database, tables, log) };
}
