import { Command } from "commander";
import { EXIT_HELP } from "../exit-codes.ts";
import { type MigrationFlags, runBundleCommand } from "../run-migrations.ts";

/** `furlow migrate:run`: brings the database up to the bot. */
export function migrateRunCommand(): Command {
  return new Command("migrate:run")
    .description("Run the migrations that the bot's database lacks, each wholly or not at all.")
    .argument("[file]", "the bot's YAML file", "furlow.yaml")
    .option("-o, --out <folder>", "output folder (default: build.out of the configuration, or dist)")
    .option("--allow-destructive", "also those that lose values")
    .addHelpText(
      "after",
      `
Works on the database of state.storage, with the variables of .env beside the YAML file. Whoever runs
it second waits for the first. Where there is only the bundle, \`node bot.mjs migrate:run\` does the same.

Examples:
  $ furlow migrate:run                        before the new bot is started
  $ furlow migrate:run --allow-destructive    where a migration removes something
${EXIT_HELP}`,
    )
    .action(
      async (
        file: string,
        { allowDestructive, ...flags }: MigrationFlags & { allowDestructive?: boolean },
      ) => {
        await runBundleCommand(file, flags, [
          "migrate:run",
          ...(allowDestructive ? ["--allow-destructive"] : []),
        ]);
      },
    );
}
