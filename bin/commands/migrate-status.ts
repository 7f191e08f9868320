import { Command } from "commander";
import { EXIT_HELP } from "../exit-codes.ts";
import { type MigrationFlags, runBundleCommand } from "../run-migrations.ts";

/** `furlow migrate:status`: which migrations the database has. */
export function migrateStatusCommand(): Command {
  return new Command("migrate:status")
    .description("List the bot's migrations, and which of them its database has.")
    .argument("[file]", "the bot's YAML file", "furlow.yaml")
    .option("-o, --out <folder>", "output folder (default: build.out of the configuration, or dist)")
    .addHelpText(
      "after",
      `
Examples:
  $ furlow migrate:status                     says run, pending, changed or unknown of each
  $ node dist/bot.mjs migrate:status          the same where there is only the bundle
${EXIT_HELP}`,
    )
    .action(async (file: string, flags: MigrationFlags) => {
      await runBundleCommand(file, flags, ["migrate:status"]);
    });
}
