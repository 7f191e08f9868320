import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { projectEnvironment } from "../../api/project-environment.ts";
import { buildBot } from "../build-bot.ts";
import { EXIT_HELP } from "../exit-codes.ts";
import { runBundle } from "../run-bundle.ts";

interface StartFlags {
  readonly out?: string;
  readonly simulator?: boolean;
}

/** `furlow start`: builds what has changed and runs the bundle. */
export function startCommand(): Command {
  return new Command("start")
    .description("Build a bot where it has changed, and run it.")
    .argument("[file]", "the bot's YAML file", "furlow.yaml")
    .option("-o, --out <folder>", "output folder (default: build.out of the configuration, or dist)")
    .option("--simulator", "run on a simulated Discord, and talk to the bot here")
    .addHelpText(
      "after",
      `
The bot runs in the folder of its YAML file, with the variables of .env beside it; those of the
process win. SIGINT and SIGTERM are handed on, and the exit code is the bot's once it runs.

Examples:
  $ DISCORD_TOKEN=... furlow start      runs furlow.yaml
  $ furlow start --simulator            tries it out, without a token: type /ping or a message
${EXIT_HELP}`,
    )
    .action(async (file: string, { simulator, ...flags }: StartFlags) => {
      const { out } = await buildBot(file, flags, "headline");
      const bot = {
        bundle: join(out, "bot.mjs"),
        cwd: dirname(resolve(file)),
        environment: projectEnvironment(file),
      };
      if (simulator) {
        const { runOnSimulator } = await import("../simulator/run-on-simulator.ts");
        process.exitCode = await runOnSimulator(bot, out);
      } else {
        process.exitCode = await runBundle({ ...bot, stdin: "inherit" }).ended;
      }
    });
}
