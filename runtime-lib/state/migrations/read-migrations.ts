import { readFileSync } from "node:fs";
import type { SqlDialect } from "../sql-database.ts";
import { type Migration, migrationFrom } from "./migration.ts";

/**
 * The migrations of a bot for a kind of database, in order.
 * @param folder the folder `migrations`, which lies beside the bundle, with a `/` at its end
 * @param names those that the bot was built with. Throws where one is missing.
 */
export function readMigrations(folder: URL, names: readonly string[], dialect: SqlDialect): Migration[] {
  const read = (file: string) => readFileSync(new URL(`${dialect}/${file}`, folder), "utf8");
  return names.map((name) => migrationFrom(name, read(`${name}.up.sql`), read(`${name}.down.sql`)));
}
