import { dirname, resolve } from "node:path";
import { Command } from "commander";
import { upToDate } from "../../compiler/4-emit/output/up-to-date.ts";
import type { BuildReport } from "../../compiler/index.ts";
import { EXIT, EXIT_HELP } from "../exit-codes.ts";
import { guessOutputFolder } from "../output-folder.ts";
import { printDiagnostics } from "../print-diagnostics.ts";
import { Progress } from "../progress.ts";
import { printSummary } from "../summary.ts";

interface BuildFlags {
  readonly out?: string;
  readonly force?: boolean;
}

/** What a build left behind. */
export interface BuiltBot {
  readonly out: string;
  readonly report: BuildReport;
}

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
  $ furlow build                      compiles furlow.yaml into dist/
  $ furlow build bots/music.yaml -o out/music
  $ node dist/bot.mjs                 runs what was built
${EXIT_HELP}`,
    )
    .action(async (file: string, flags: BuildFlags) => {
      const built = await buildBot(file, flags);
      if (built === undefined) process.exitCode = EXIT.diagnostics;
    });
}

/** Builds a bot, or finds that it is built already, and prints what came of it. */
export async function buildBot(file: string, flags: BuildFlags): Promise<BuiltBot | undefined> {
  const start = performance.now();
  const entry = resolve(file);
  const guess = flags.out === undefined ? guessOutputFolder(entry) : resolve(flags.out);
  const known = flags.force || guess === undefined ? undefined : upToDate(dirname(entry), entry, guess);
  if (known !== undefined && guess !== undefined) {
    printSummary(known.report, guess, { phases: {}, total: performance.now() - start }, true);
    return { out: guess, report: known.report };
  }
  const { build } = await import("../../compiler/index.ts");
  const progress = new Progress();
  const result = await build({
    entry: file,
    ...(flags.out !== undefined && { out: flags.out }),
    onPhase: (phase) => progress.show(phase),
  });
  progress.clear();
  printDiagnostics(result.diagnostics);
  if (result.report === undefined || result.out === undefined) return undefined;
  printSummary(result.report, result.out, { ...result.timings, total: performance.now() - start }, false);
  return { out: result.out, report: result.report };
}
