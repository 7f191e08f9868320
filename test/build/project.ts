import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import type { BuildReport } from "../../compiler/index.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { openapiPath } from "../simulator/openapi-path.ts";
import { type AtEnd, atEndOfTest } from "../support/at-end-of-test.ts";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { eventually } from "../support/eventually.ts";
import { type LogLine, RunningBot } from "../support/running-bot.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

export type Files = Readonly<Record<string, string>>;

/** A bot that was built. */
export interface Built {
  readonly folder: string;
  readonly report: BuildReport;
}

/** Writes a bot into a folder of its own and builds it. */
export async function buildFiles(files: Files, atEnd: AtEnd = atEndOfTest): Promise<Built> {
  const folder = temporaryFolder();
  atEnd(() => folder.remove());
  writeFiles(folder.path, files);
  return { folder: folder.path, report: await buildFolder(folder.path) };
}

/** A bot that is built before all tests of a file, or of a `describe`. */
export function builtBefore(files: Files): () => Built {
  const cleanUp: (() => void | Promise<void>)[] = [];
  let built: Built | undefined;
  beforeAll(async () => {
    built = await buildFiles(files, (done) => void cleanUp.push(done));
  });
  afterAll(async () => {
    for (const done of cleanUp) await done();
  });
  return () => built!;
}

/** Builds what is in a folder; there must be no error. */
export async function buildFolder(folder: string): Promise<BuildReport> {
  const { diagnostics, report } = await buildBot({ folder });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map((each) => `${describeDiagnostic(each)} ${each.message}`)).toEqual([]);
  return report!;
}

/** A simulator without rate limits. */
export async function simulator(
  options: SimulatorOptions = {},
  atEnd: AtEnd = atEndOfTest,
): Promise<Simulator> {
  const openapi = openapiPath();
  const sim = await startSimulator({ rateLimits: "off", ...(openapi && { openapi }), ...options });
  atEnd(() => sim.close());
  return sim;
}

/** Starts a built bot and waits until its commands are registered. */
export async function run(
  { folder }: Built,
  sim: Simulator,
  atEnd: AtEnd = atEndOfTest,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<RunningBot> {
  const bot = await RunningBot.start(folder, sim, environment);
  atEnd(() => bot.kill());
  const wanted = JSON.parse(readFileSync(join(folder, "dist/commands.json"), "utf8")) as unknown[];
  await bot.until(async () => (await sim.control.commands()).length >= wanted.length);
  return bot;
}

/** A built bot at work. */
export interface Running {
  readonly built: Built;
  readonly sim: Simulator;
  readonly bot: RunningBot;
}

/** Builds and starts a bot. */
export async function start(files: Files, atEnd: AtEnd = atEndOfTest): Promise<Running> {
  const built = await buildFiles(files, atEnd);
  const sim = await simulator({}, atEnd);
  return { built, sim, bot: await run(built, sim, atEnd) };
}

/** The first line of the log that matches, past or to come. */
export async function logged(bot: RunningBot, matches: (line: LogLine) => boolean): Promise<LogLine> {
  await eventually(() => bot.log.some(matches)).catch((error: unknown) => {
    throw new Error(`${error}\n${bot.transcript()}`);
  });
  return bot.log.find(matches)!;
}

/** The paths of all files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

/** A hash of every file below a folder, by its path: quick to compare. */
export function digests(folder: string): Record<string, string> {
  const digest = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
  return Object.fromEntries(filesBelow(folder).map((path) => [path, digest(join(folder, path))]));
}

/** `12:9`, where a piece of text stands in a file: the `nth` time that it does. */
export function positionOf(text: string, piece: string, nth = 1): string {
  let offset = -1;
  for (let i = 0; i < nth; i++) offset = text.indexOf(piece, offset + 1);
  if (offset === -1) throw new Error(`"${piece}" is not there`);
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${before.at(-1)!.length + 1}`;
}
