import { resolve } from "node:path";
import { type Found, findBuilt } from "../api/find-built.ts";
import type { BuildReport, Diagnostic } from "../compiler/index.ts";
import { countOf } from "./count-of.ts";
import { CommandEnd, EXIT, type ExitCode } from "./exit-codes.ts";
import { Progress } from "./progress.ts";
import { printSummary, type SummaryDetail } from "./summary.ts";

export interface BuildFlags {
  readonly out?: string;
  readonly force?: boolean;
}

/** What a build left behind. */
export interface BuiltBot {
  /** Absolute path of the output folder. */
  readonly out: string;
  readonly report: BuildReport;
}

/**
 * Builds a bot, or finds that it is built already, and prints what came of it.
 * Throws a CommandEnd when nothing was built; the diagnostics have been printed then.
 */
export async function buildBot(file: string, flags: BuildFlags, detail: SummaryDetail): Promise<BuiltBot> {
  const start = performance.now();
  const out = flags.out === undefined ? undefined : resolve(flags.out);
  const known = flags.force ? undefined : await findBuilt(resolve(file), out);
  if (known !== undefined) {
    const timings = { phases: {}, total: performance.now() - start };
    printSummary(known.report, { out: known.out, timings, unchanged: true, detail });
    repeatWarnings(known, file);
    return known;
  }
  const [{ build }, { printDiagnostics }] = await Promise.all([
    import("../compiler/index.ts"),
    import("./print-diagnostics.ts"),
  ]);
  const progress = new Progress();
  const result = await build({
    entry: file,
    ...(out !== undefined && { out }),
    onPhase: (phase) => progress.show(phase),
  });
  progress.clear();
  printDiagnostics(result.diagnostics);
  if (result.report === undefined || result.out === undefined) {
    throw new CommandEnd(exitCodeOf(result.diagnostics));
  }
  const timings = { ...result.timings, total: performance.now() - start };
  printSummary(result.report, { out: result.out, timings, unchanged: false, detail });
  return { out: result.out, report: result.report };
}

function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  return diagnostics.some(({ slug }) => slug === "output-unwritable") ? EXIT.failure : EXIT.diagnostics;
}

/** A warning must not be gone for good because the build that gave it need not be repeated. */
function repeatWarnings({ warnings }: Found, file: string): void {
  if (warnings === 0) return;
  process.stderr.write(`${countOf(warnings, "warning")} as before; \`furlow check ${file}\` shows them\n`);
}
