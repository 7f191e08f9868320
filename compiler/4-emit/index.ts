import { copyFileSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LoadedProject } from "../1-load/index.ts";
import type { LoweredProgram } from "../3-lower/index.ts";
import { type Diagnostics, NO_POSITION } from "../diagnostics/diagnostics.ts";
import type { Stopwatch } from "../stopwatch.ts";
import { type BundleOutcome, bundle } from "./bundle.ts";
import { spanAt, yamlMap } from "./maps/yaml-map.ts";
import { neverVaries } from "./never-varies.ts";
import { describeBuild, filesBelow } from "./output/describe-build.ts";
import { type Environment, MANIFEST } from "./output/manifest.ts";
import { checkOutput, realFolder } from "./output/place.ts";
import { diskProblem, reportOutput } from "./output/problem.ts";
import { discard, openStaging } from "./output/staging.ts";
import { swapIn } from "./output/swap.ts";
import { packageRoot } from "./package-root.ts";
import { pluginProblems, reportUnbundled } from "./plugin-problems.ts";
import { type PrintedUnit, printUnit } from "./print/unit.ts";
import { type BuildReport, buildReport } from "./report.ts";
import { type TypeProblem, typeCheck } from "./type-check.ts";

export interface EmitOptions {
  /** Absolute path of the output folder. */
  readonly out: string;
  readonly target: number;
  readonly minify: boolean;
  readonly sqlite: boolean;
  readonly traced: boolean;
  /** Environment variables, for those that keys of the configuration read at build time. */
  readonly environment: Environment;
  /** Measures the steps. */
  readonly stopwatch: Stopwatch;
}

/** A lowered program → the output folder, swapped in whole. Undefined when that failed; diagnostics say why. */
export async function emit(
  program: LoweredProgram,
  project: LoadedProject,
  options: EmitOptions,
  diagnostics: Diagnostics,
): Promise<BuildReport | undefined> {
  try {
    return await replaceOutput(program, project, options, diagnostics);
  } catch (error) {
    const problem = diskProblem(error);
    if (problem === undefined) throw error;
    return reportOutput(problem, options.out, diagnostics);
  }
}

/** Builds beside the output folder, and swaps when all went well. */
async function replaceOutput(
  program: LoweredProgram,
  project: LoadedProject,
  options: EmitOptions,
  diagnostics: Diagnostics,
): Promise<BuildReport | undefined> {
  const { out } = options;
  const folder = realFolder(out);
  const inputs = [...project.files.map((file) => file.absolutePath), ...program.needs.assets.values()];
  const problem = checkOutput(folder, inputs);
  if (problem !== undefined) return reportOutput(problem, out, diagnostics);
  const staging = openStaging(folder);
  try {
    const report = await fill(staging, program, project, options, diagnostics);
    const failure = report && swapIn(staging, folder);
    return failure === undefined ? report : reportOutput(failure, out, diagnostics);
  } finally {
    discard(staging);
  }
}

/** Writes everything that a build consists of to the staging folder; undefined when it does not type-check. */
async function fill(
  staging: string,
  program: LoweredProgram,
  project: LoadedProject,
  options: EmitOptions,
  diagnostics: Diagnostics,
): Promise<BuildReport | undefined> {
  const { stopwatch } = options;
  const units = stopwatch.time("print", () => program.units.map(printUnit));
  stopwatch.time("write", () => writeSources(staging, units, program));
  const root = packageRoot();
  const types = join(root, "dist/types/runtime-lib/index.d.ts");
  const { plugins, discordJs } = project;
  const own: Record<string, string[]> = discordJs === undefined ? {} : { "discord.js": [discordJs.types] };
  const [problems, bundled] = await Promise.all([
    stopwatch.timeAsync("type check", () => typeCheck(staging, types, plugins.length > 0 ? own : undefined)),
    stopwatch.timeAsync("bundle", () =>
      bundle({ ...options, folder: staging, packageRoot: root, plugins, discordJs }),
    ),
  ]);
  const inPlugins = pluginProblems(problems, { folder: staging, units, plugins }, diagnostics);
  const others = problems.filter((problem) => !inPlugins.includes(problem));
  if (!reportTypes(others, units, diagnostics) || inPlugins.length > 0) return undefined;
  if (bundled.problems.length > 0) return reportUnbundled(bundled.problems, root, plugins, diagnostics);
  const report = await withDeployment(buildReport(program, sizesOf(staging)), staging, {
    program,
    project,
    bundled,
  });
  writeJson(staging, "report.json", report);
  const warnings = diagnostics.sorted().filter(({ severity }) => severity === "warning").length;
  const assets = [...program.needs.assets.values(), ...program.needs.readFiles, ...bundled.packageFiles];
  const absent = [...program.needs.absent];
  const facts = { environment: options.environment, warnings, assets, absent };
  writeJson(staging, MANIFEST, describeBuild(project, staging, facts));
  return report;
}

interface Built {
  readonly program: LoweredProgram;
  readonly project: LoadedProject;
  readonly bundled: BundleOutcome;
}

/** Writes how the bot is shipped, where the configuration says something of that, and reports its image. */
async function withDeployment(
  report: BuildReport,
  staging: string,
  { program, project, bundled }: Built,
): Promise<BuildReport> {
  const { deploy, name, hasMigrations, ownMetrics } = program;
  if (deploy === undefined) return report;
  const { writeDeployment } = await import("./deploy/index.ts");
  const { environment, intents } = report;
  const { config } = project;
  const bot = { deploy, config, title: name, environment, intents, hasMigrations, ownMetrics, ...bundled };
  return { ...report, ...(await writeDeployment(staging, bot)) };
}

function writeSources(staging: string, units: readonly PrintedUnit[], program: LoweredProgram): void {
  for (const { path, text } of units) {
    const file = join(staging, "src", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  for (const [target, source] of program.needs.assets) {
    const file = join(staging, target);
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(source, file);
  }
  writeJson(staging, "commands.json", program.commands);
  writeFileSync(join(staging, "bot.yaml.map"), JSON.stringify(yamlMap(units)));
}

function writeJson(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}

/** Bytes of what is shipped. */
function sizesOf(staging: string): Record<string, number> {
  const shipped = filesBelow(staging).filter((path) => !path.startsWith("src/") && !path.endsWith(".json"));
  return Object.fromEntries(shipped.map((path) => [path, statSync(join(staging, path)).size]));
}

/**
 * Reports what the type check found; false when it stops the build. That something never varies, TypeScript
 * finds by following conditions: then the document is odd, but what it says is done. Any other type error in
 * generated code is the compiler's mistake; it is shown where the user can look.
 */
function reportTypes(
  problems: readonly TypeProblem[],
  units: readonly PrintedUnit[],
  diagnostics: Diagnostics,
): boolean {
  let sound = true;
  for (const problem of problems) {
    const { path, line, column, code, message } = problem;
    const unit = units.find((candidate) => `src/${candidate.path}` === path);
    const at = (unit && spanAt(unit, line, column)) ?? NO_POSITION;
    if (neverVaries(problem, problems)) {
      diagnostics.report("never-varies", at, { message });
      continue;
    }
    sound = false;
    const source = unit?.text.split("\n")[line - 1]?.trim() ?? "";
    diagnostics.report("generated-type-error", at, { path, line, code, message, source });
  }
  return sound;
}
