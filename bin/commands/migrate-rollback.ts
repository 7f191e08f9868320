import { Command } from "commander";
import { CommandEnd, EXIT, EXIT_HELP } from "../exit-codes.ts";
import { type MigrationFlags, runBundleCommand } from "../run-migrations.ts";

/** `furlow migrate:rollback`: undoes migrations. */
export function migrateRollbackCommand(): Command {
  return new Command("migrate:rollback")
    .description("Undo the last migration of the bot's database, or all after a number.")
    .argument("[file]", "the bot's YAML file", "furlow.yaml")
    .option("-o, --out <folder>", "output folder (default: build.out of the configuration, or dist)")
    .option("--to <number>", "undo everything after the migration of this number; 0 for everything")
    .addHelpText(
      "after",
      `
What a migration has added is removed again, with all values in it. Where there is only the bundle,
\`node bot.mjs migrate:rollback\` does the same; it has to be the bundle that brought the migration.

Examples:
  $ furlow migrate:rollback                   undoes the last one
  $ furlow migrate:rollback --to 3            undoes 0004 and later
${EXIT_HELP}`,
    )
    .action(async (file: string, { to, ...flags }: MigrationFlags & { to?: string }) => {
      if (to !== undefined && !/^\d+$/.test(to))
        throw new CommandEnd(EXIT.usage, `--to takes the number of a migration, but ${to} is none`);
      await runBundleCommand(file, flags, ["migrate:rollback", ...(to === undefined ? [] : ["--to", to])]);
    });
}
