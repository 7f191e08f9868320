import { parseArgs } from "node:util";
import type { SqlDatabase } from "../sql-database.ts";
import type { TableCommand } from "../tables/setup.ts";
import type { Table } from "../tables/table.ts";
import { readHistory } from "./applied.ts";
import { compare } from "./compare.ts";
import { schemaOf } from "./keep-up.ts";
import type { Migration } from "./migration.ts";
import { rollBack, runMigrations } from "./runner.ts";

/** What `node bot.mjs migrate:…` and `furlow migrate:…` do. */
export function commandsFor(
  tables: readonly Table<unknown>[],
  migrationsFor: (database: SqlDatabase) => readonly Migration[],
): Readonly<Record<string, TableCommand>> {
  return {
    "migrate:run": async (database, args, print) => {
      const options = { "allow-destructive": { type: "boolean", default: false } } as const;
      const { values } = parseArgs({ args: [...args], options });
      const ran = await runMigrations(database, {
        schema: schemaOf(tables),
        migrations: migrationsFor(database),
        allowDestructive: values["allow-destructive"],
        print,
      });
      if (ran.length === 0) print("the database has all migrations");
      return 0;
    },
    "migrate:rollback": async (database, args, print) => {
      const { values } = parseArgs({ args: [...args], options: { to: { type: "string" } } });
      const to = values.to === undefined ? undefined : Number(values.to);
      if (to !== undefined && !Number.isInteger(to))
        throw new Error(`--to takes the number of a migration, not ${values.to}`);
      const migrations = migrationsFor(database);
      const undone = await rollBack(database, { schema: schemaOf(tables), migrations, print }, to);
      if (undone.length === 0) print("there is nothing to undo");
      return 0;
    },
    "migrate:status": async (database, args, print) => {
      parseArgs({ args: [...args], options: {} });
      const migrations = migrationsFor(database);
      const { pending, changed, unknown, isDeclared } = compare(migrations, await readHistory(database));
      if (isDeclared) print("the bot has made the tables itself; migrate:run takes them over");
      for (const migration of migrations) {
        const state = changed.includes(migration)
          ? "changed"
          : pending.includes(migration)
            ? "pending"
            : "run";
        print(`${state.padEnd(8)} ${migration.name} (${migration.kind})`);
      }
      for (const { name, kind } of unknown) print(`${"unknown".padEnd(8)} ${name} (${kind})`);
      if (migrations.length + unknown.length === 0) print("there are no migrations");
      return 0;
    },
  };
}
