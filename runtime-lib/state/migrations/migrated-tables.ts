import { FurlowError } from "../../errors/errors.ts";
import type { Logger } from "../../log/logger.ts";
import type { SqlDatabase } from "../sql-database.ts";
import type { TableSetup } from "../tables/setup.ts";
import type { Table } from "../tables/table.ts";
import { readHistory } from "./applied.ts";
import { commandsFor } from "./commands.ts";
import { compare, problemOf } from "./compare.ts";
import type { Migration } from "./migration.ts";
import { readMigrations } from "./read-migrations.ts";

/** Tables of a bot with migrations, which lie beside the bundle: it starts only where they were run. */
export function migratedTables(tables: readonly Table<unknown>[], names: readonly string[]): TableSetup {
  const folder = new URL("migrations/", import.meta.url);
  const migrations = ({ dialect }: SqlDatabase) => readMigrations(folder, names, dialect);
  return {
    tables,
    prepare: (database, log) => requireMigrations(database, migrations(database), log),
    commands: commandsFor(tables, migrations),
  };
}

/** Throws E4006 where the database is behind, or ahead by more than an older bot can live with. */
async function requireMigrations(
  database: SqlDatabase,
  migrations: readonly Migration[],
  log: Logger,
): Promise<void> {
  const standing = compare(migrations, await readHistory(database));
  const problem = problemOf(standing);
  if (problem !== undefined) throw new FurlowError("E4006", problem);
  const { pending, unknown } = standing;
  if (pending.length > 0) {
    const names = pending.map(({ name }) => name).join(", ");
    const how = "type `furlow migrate:run`, or `node bot.mjs migrate:run` where there is only the bundle";
    throw new FurlowError("E4006", `The database lacks ${names}: ${how}`);
  }
  if (unknown.length > 0)
    log.info(
      { migrations: unknown.map(({ name }) => name) },
      "the database is newer than this bot, which can live with it",
    );
}
