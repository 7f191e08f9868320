import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import type { LoadedProject } from "../1-load/index.ts";
import type { LoweredProgram } from "../3-lower/index.ts";
import { type Diagnostics, NO_POSITION } from "../diagnostics/diagnostics.ts";
import { bundle } from "./bundle.ts";
import { spanAt, yamlMap } from "./maps/yaml-map.ts";
import { hash, hashFile, MANIFEST, type Manifest } from "./output/manifest.ts";
import { checkOutput, discard, type OutputProblem, swapIn } from "./output/swap.ts";
import { compilerStamp } from "./output/up-to-date.ts";
import { packageRoot } from "./package-root.ts";
import { type PrintedUnit, printUnit } from "./print/unit.ts";
import { type BuildReport, buildReport } from "./report.ts";
import { type TypeProblem, typeCheck } from "./type-check.ts";

export interface EmitOptions {
  /** Absolute path of the output folder. */
  readonly out: string;
  readonly target: number;
  readonly minify: boolean;
  readonly sqlite: boolean;
}

/** A lowered program → the output folder, swapped in whole. Undefined when that failed; diagnostics say why. */
export async function emit(
  program: LoweredProgram,
  project: LoadedProject,
  options: EmitOptions,
  diagnostics: Diagnostics,
): Promise<BuildReport | undefined> {
  const { out } = options;
  const problem = checkOutput(out);
  if (problem !== undefined) return reportOutput(problem, out, diagnostics);
  mkdirSync(dirname(out), { recursive: true });
  const staging = mkdtempSync(join(dirname(out), `.${basename(out)}-`));
  chmodSync(staging, 0o755);
  try {
    const units = program.units.map(printUnit);
    writeSources(staging, units, program);
    const root = packageRoot();
    const [problems] = await Promise.all([
      typeCheck(staging, join(root, "dist/types/runtime-lib/index.d.ts")),
      bundle({ ...options, folder: staging, packageRoot: root }),
    ]);
    rmSync(join(staging, "tsconfig.json"));
    if (problems.length > 0) return reportTypes(problems, units, diagnostics);
    const report = buildReport(program, sizesOf(staging));
    writeJson(staging, "report.json", report);
    writeJson(staging, MANIFEST, manifestOf(project, staging));
    const inTheWay = swapIn(staging, out);
    return inTheWay === undefined ? report : reportOutput(inTheWay, out, diagnostics);
  } finally {
    discard(staging);
  }
}

function writeSources(staging: string, units: readonly PrintedUnit[], program: LoweredProgram): void {
  for (const { path, text } of units) {
    const file = join(staging, "src", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeJson(staging, "commands.json", program.commands);
  writeFileSync(join(staging, "bot.yaml.map"), JSON.stringify(yamlMap(units)));
}

function writeJson(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}

/** Every file below a folder, by path relative to it, sorted. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split("\\")
        .join("/"),
    )
    .sort();
}

/** Bytes of what is shipped. */
function sizesOf(staging: string): Record<string, number> {
  const shipped = filesBelow(staging).filter((path) => !path.startsWith("src/") && !path.endsWith(".json"));
  return Object.fromEntries(shipped.map((path) => [path, statSync(join(staging, path)).size]));
}

function manifestOf(project: LoadedProject, staging: string): Manifest {
  const outputs = filesBelow(staging).filter((path) => path !== MANIFEST);
  const fromRoot = (path: string) => relative(project.root, path).split("\\").join("/");
  return {
    compiler: compilerStamp(),
    entry: fromRoot(project.entry.absolutePath),
    inputs: Object.fromEntries(project.files.map((file) => [fromRoot(file.absolutePath), hash(file.text)])),
    absent: project.absent.map(fromRoot),
    globs: project.globs.map(({ base, pattern, importer, matches }) => ({
      base: fromRoot(base),
      pattern,
      importer: fromRoot(importer),
      matches: matches.map(fromRoot),
    })),
    outputs: Object.fromEntries(outputs.map((path) => [path, hashFile(join(staging, path))!])),
  };
}

function reportOutput(problem: OutputProblem, out: string, diagnostics: Diagnostics): undefined {
  const folder = relative(process.cwd(), out) || ".";
  switch (problem.kind) {
    case "not-ours":
      diagnostics.report("output-not-ours", NO_POSITION, { folder, example: problem.example });
      break;
    case "not-a-folder":
      diagnostics.report("output-not-a-folder", NO_POSITION, { folder });
      break;
    case "in-the-way":
      diagnostics.report("output-in-the-way", NO_POSITION, { folder, path: problem.path });
  }
}

/** A type error in generated code is the compiler's mistake; it is shown where the user can look. */
function reportTypes(
  problems: readonly TypeProblem[],
  units: readonly PrintedUnit[],
  diagnostics: Diagnostics,
): undefined {
  for (const { path, line, column, code, message } of problems) {
    const unit = units.find((candidate) => `src/${candidate.path}` === path);
    const span = unit && spanAt(unit, line, column);
    const source = unit?.text.split("\n")[line - 1]?.trim() ?? readLine(path);
    diagnostics.report("generated-type-error", span ?? NO_POSITION, { path, line, code, message, source });
  }
}

function readLine(path: string): string {
  try {
    return readFileSync(path, "utf8").split("\n")[0] ?? "";
  } catch {
    return "";
  }
}
