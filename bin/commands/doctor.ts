import { Command, Option } from "commander";
import pc from "picocolors";
import { projectEnvironment } from "../../api/project-environment.ts";
import { CommandEnd, EXIT } from "../exit-codes.ts";

const FORMATS = ["pretty", "json"] as const;

interface DoctorFlags {
  readonly live?: boolean;
  readonly host: string;
  readonly format: (typeof FORMATS)[number];
}

/** `furlow doctor`: what a bot has, and what it lacks, for running in earnest. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("Say what a bot lacks for running in earnest, and how to change that.")
    .argument("[file]", "the bot's YAML file", "furlow.yaml")
    .option("--live", "also ask Redis, PostgreSQL, Discord, Loki and the running bot")
    .option("--host <host>", "with --live: where the running bot answers", "127.0.0.1")
    .addOption(
      new Option("--format <format>", "for people, or for programs").choices(FORMATS).default("pretty"),
    )
    .addHelpText(
      "after",
      `
Goes through sharding, Redis, PostgreSQL, health checks, monitoring, logs, shutdown, deployment, intents, processes,
sessions, resources and secrets. What a bot of its size does not need is said to be not needed. --live takes addresses
from the environment and .env, changes nothing, and gives each service 5 seconds. No secret is printed.

Examples:
  $ furlow doctor                     what the files say
  $ furlow doctor --live              what running services say as well
  $ furlow doctor --format json       in a workflow: exit code 1 stops it where there is a problem

Exit codes:
  0  no problem; there may be something to consider
  1  at least one problem, or the document cannot be read
  2  the command line was not understood
  3  something outside failed (the network, the disk)`,
    )
    .action(async (file: string, { live = false, host, format }: DoctorFlags) => {
      const [{ examineProject }, { ExaminedBot }, { examine, worst }, { reportJson, reportText }] =
        await Promise.all([
          import("../../compiler/index.ts"),
          import("../doctor/bot.ts"),
          import("../doctor/examine.ts"),
          import("../doctor/print.ts"),
        ]);
      const examined = examineProject({ entry: file });
      if ("unreadable" in examined) {
        const { printDiagnostics } = await import("../print-diagnostics.ts");
        printDiagnostics(examined.unreadable);
        throw new CommandEnd(EXIT.diagnostics);
      }
      const results = await examine(
        new ExaminedBot(examined, projectEnvironment(file)),
        live ? { host } : undefined,
      );
      const colors = pc.isColorSupported && process.stdout.isTTY === true;
      process.stdout.write(format === "json" ? reportJson(results) : reportText(results, colors));
      if (worst(results) === "problem") process.exitCode = EXIT.diagnostics;
    });
}
