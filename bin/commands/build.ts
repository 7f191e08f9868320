import { Command } from "commander";
import { type BuildFlags, buildBot } from "../build-bot.ts";
import { EXIT_HELP } from "../exit-codes.ts";

/** `furlow build`: YAML → the output folder. */
export function buildCommand(): Command {
  return new Command("build")
    .description("Compile a bot into its output folder.")
    .argument("[file]", "the bot's YAML file", "furlow.yaml")
    .option("-o, --out <folder>", "output folder (default: build.out of the configuration, or dist)")
    .option("--force", "build even when nothing has changed")
    .addHelpText(
      "after",
      `
Examples:
  $ furlow build                            compiles furlow.yaml into dist/
  $ furlow build bots/music.yaml -o out     compiles another file into another folder
  $ node dist/bot.mjs                       runs what was built
${EXIT_HELP}`,
    )
    .action(async (file: string, flags: BuildFlags) => {
      await buildBot(file, flags, "full");
    });
}
