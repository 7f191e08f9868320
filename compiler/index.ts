import { join, resolve } from "node:path";
import { type LoadedProject, load } from "./1-load/index.ts";
import { check } from "./2-check/index.ts";
import type { CheckedProgram } from "./2-check/program.ts";
import { declaredTables } from "./2-check/table-storage.ts";
import { type LoweredProgram, lower } from "./3-lower/index.ts";
import { botSettings } from "./3-lower/settings.ts";
import { tracingConfig } from "./3-lower/tracing.ts";
import { realFolder } from "./4-emit/output/place.ts";
import type { BuildReport } from "./4-emit/report.ts";
import { type Diagnostic, Diagnostics, NO_POSITION } from "./diagnostics/diagnostics.ts";
import { createLanguage } from "./language/language.ts";
import { schemaOf } from "./migrations/check-migrations.ts";
import { createMigration, type MigrationOutcome } from "./migrations/create-migration.ts";
import { Stopwatch, type Timings } from "./stopwatch.ts";

export { upToDate } from "./4-emit/output/up-to-date.ts";
export type { BuildReport } from "./4-emit/report.ts";
export type { Diagnostic } from "./diagnostics/diagnostics.ts";
export { type DiagnosticFormat, formatDiagnostics } from "./diagnostics/format.ts";
export type { Timings } from "./stopwatch.ts";

export interface CompileOptions {
  /** Path of the entry file. */
  readonly entry: string;
  /** Folder that paths are relative to; the current one by default. */
  readonly cwd?: string;
  /** Environment variables; the process's own by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The output folder; `build.out` by default. */
  readonly out?: string;
  /** Whether the bot is to have several shards, whatever its configuration says. */
  readonly sharded?: boolean;
  /** Called when a phase begins. */
  readonly onPhase?: (phase: string) => void;
}

export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when nothing was written. */
  readonly report: BuildReport | undefined;
  readonly out: string | undefined;
  readonly timings: Timings;
}

/** Compiles a bot: files → checked program → TypeScript → output folder. Never throws for what a document says. */
export async function build(options: CompileOptions): Promise<BuildResult> {
  const stopwatch = new Stopwatch(options.onPhase);
  const diagnostics = new Diagnostics();
  const front = runFront(options, diagnostics, stopwatch);
  const out = front?.out;
  const report = front && out !== undefined ? await runBack(front, out, diagnostics, stopwatch) : undefined;
  return { diagnostics: diagnostics.sorted(), report, out, timings: stopwatch.finish() };
}

/** Checks a bot without writing anything. */
export function checkProject(options: CompileOptions): {
  diagnostics: readonly Diagnostic[];
  timings: Timings;
} {
  const stopwatch = new Stopwatch(options.onPhase);
  const diagnostics = new Diagnostics();
  runFront(options, diagnostics, stopwatch);
  return { diagnostics: diagnostics.sorted(), timings: stopwatch.finish() };
}

/** A bot as far as it can be understood, for tools that say something of it. */
export interface ExaminedProject {
  /** The entry file, as given. */
  readonly entry: string;
  readonly project: LoadedProject;
  /** Incomplete where there are errors. */
  readonly checked: CheckedProgram;
  /** Undefined where there are errors. */
  readonly lowered: LoweredProgram | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a bot without writing anything, also one with errors; `unreadable` says why there is nothing to go by. */
export function examineProject(
  options: CompileOptions,
): ExaminedProject | { readonly unreadable: readonly Diagnostic[] } {
  const diagnostics = new Diagnostics();
  try {
    const front = loadAndCheck(options, diagnostics, new Stopwatch());
    if (front !== undefined) {
      const lowered = lowerChecked(front, options, diagnostics);
      return { ...front, entry: options.entry, lowered, diagnostics: diagnostics.sorted() };
    }
  } catch (error) {
    reportInternal(error, diagnostics);
  }
  return { unreadable: diagnostics.sorted() };
}

export interface MigrationOptions extends Pick<CompileOptions, "entry" | "cwd" | "environment"> {
  readonly name: string | undefined;
  readonly allowDestructive: boolean;
  readonly empty: boolean;
}

/** Writes the next migration of a bot's tables. The outcome is undefined after an error in the document. */
export function createMigrationFor({ entry, cwd, environment = process.env, ...request }: MigrationOptions): {
  readonly diagnostics: readonly Diagnostic[];
  readonly outcome: MigrationOutcome | undefined;
} {
  const diagnostics = new Diagnostics();
  const project = load({ entry, cwd: cwd ?? process.cwd(), environment }, diagnostics);
  const tables = project && declaredTables(project, diagnostics);
  const outcome =
    tables === undefined || diagnostics.hasErrors
      ? undefined
      : createMigration({ ...request, root: project!.root, schema: schemaOf([...tables.values()]) });
  return { diagnostics: diagnostics.sorted(), outcome };
}

/** Phases 1 to 3; undefined after an error. */
function runFront(options: CompileOptions, diagnostics: Diagnostics, stopwatch: Stopwatch) {
  try {
    return loadCheckLower(options, diagnostics, stopwatch);
  } catch (error) {
    return reportInternal(error, diagnostics);
  }
}

function reportInternal(error: unknown, diagnostics: Diagnostics): undefined {
  const detail = error instanceof Error ? error.message : String(error);
  diagnostics.report("internal-error", NO_POSITION, { detail });
}

function loadCheckLower(options: CompileOptions, diagnostics: Diagnostics, stopwatch: Stopwatch) {
  const front = loadAndCheck(options, diagnostics, stopwatch);
  if (front === undefined) return undefined;
  const lowered = stopwatch.time("lower", () => lowerChecked(front, options, diagnostics));
  if (lowered === undefined) return undefined;
  const { project } = front;
  const environment = options.environment ?? process.env;
  return { project, lowered, environment, out: outputFolder(project, options) };
}

function loadAndCheck(options: CompileOptions, diagnostics: Diagnostics, stopwatch: Stopwatch) {
  const environment = options.environment ?? process.env;
  const { entry, sharded } = options;
  const project = stopwatch.time("load", () =>
    load({ entry, cwd: cwdOf(options), environment, sharded }, diagnostics),
  );
  if (project === undefined) return undefined;
  const language = createLanguage();
  const checked = stopwatch.time("check", () => check(project, language, diagnostics));
  return { project, language, checked };
}

/** Undefined where there are errors. */
function lowerChecked(
  { project, language, checked }: NonNullable<ReturnType<typeof loadAndCheck>>,
  options: CompileOptions,
  diagnostics: Diagnostics,
): LoweredProgram | undefined {
  if (diagnostics.hasErrors) return undefined;
  const { plugins: files, discordJs } = project;
  const out = outputFolder(project, options);
  const plugins = { files, from: join(realFolder(out), "src"), discordJs };
  const settings = botSettings(checked.name, project.config, plugins);
  return lower(checked, settings, language, diagnostics);
}

/** Where a build writes to, absolute. */
function outputFolder({ root, config }: LoadedProject, options: CompileOptions): string {
  const { out } = options;
  return out === undefined ? resolve(root, config.get("build.out").value) : resolve(cwdOf(options), out);
}

/** Phase 4. */
async function runBack(
  { project, lowered, environment }: NonNullable<ReturnType<typeof runFront>>,
  out: string,
  diagnostics: Diagnostics,
  stopwatch: Stopwatch,
): Promise<BuildReport | undefined> {
  const options = {
    out,
    target: project.config.get("build.target").value,
    minify: project.config.get("build.minify").value,
    sqlite: usesSqlite(project, lowered.hasTables),
    traced: tracingConfig(project.config) !== undefined,
    environment,
    stopwatch,
  };
  try {
    // Checking alone does not need the bundler.
    const { emit } = await import("./4-emit/index.ts");
    return await emit(lowered, project, options, diagnostics);
  } catch (error) {
    return reportInternal(error, diagnostics);
  }
}

function usesSqlite(project: LoadedProject, hasTables: boolean): boolean {
  const { value } = project.config.get("state.storage.type");
  // Tables in memory are SQLite's too.
  if (value === "memory") return hasTables;
  // A type that is only known at start may come to be SQLite.
  return value === "sqlite" || typeof value !== "string";
}

function cwdOf(options: CompileOptions): string {
  return options.cwd ?? process.cwd();
}
