import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { buildBot } from "../support/build.ts";
import { RunningBot } from "../support/running-bot.ts";
import { differences } from "../support/scenario/match.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import type { Suite, SuiteCase } from "./suite.ts";
import { type LeftOut, leaveOut } from "./supported-part.ts";

/** What a case came to. */
export interface Outcome extends SuiteCase {
  /** What the flow gave, or `{error}` with its code; undefined for a flow that does not compile yet. */
  readonly got: unknown;
  readonly verdict: "passed" | "failed" | "not supported yet";
}

export interface SuiteOutcome {
  readonly cases: readonly Outcome[];
  readonly leftOut: readonly LeftOut[];
}

/** Parts that are taken out of a suite one after another until the rest compiles. */
const MOST_ATTEMPTS = 10;

/**
 * Compiles a bot around a suite, runs it against the simulator, and calls the suite's flows through a slash command
 * each. What does not compile yet is left out of a copy and named.
 */
export async function runSuite(suite: Suite): Promise<SuiteOutcome> {
  const folder = temporaryFolder();
  try {
    const copy = join(folder.path, basename(suite.path));
    copyFileSync(suite.path, copy);
    const leftOut: LeftOut[] = [];
    const isThere = ({ flow }: SuiteCase) =>
      !leftOut.some(({ what, name }) => what === "flow" && name === flow);
    for (let attempt = 1; ; attempt++) {
      writeFiles(folder.path, { "furlow.yaml": documentAround(suite, isThere) });
      const { diagnostics } = await buildBot({ folder: folder.path });
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      if (errors.length === 0) break;
      if (attempt === MOST_ATTEMPTS) throw new Error(`${suite.name} does not compile: ${errors[0]!.message}`);
      leftOut.push(...leaveOut(copy, errors));
    }
    const numbers = suite.cases.flatMap((each, i) => (isThere(each) ? [i] : []));
    const results = await callAll(folder.path, numbers);
    const cases = suite.cases.map((each, i) => judged(each, isThere(each), results.get(i)));
    return { cases, leftOut };
  } finally {
    folder.remove();
  }
}

/** A bot that imports the suite, with a command for each case that logs what the flow gave. */
function documentAround(suite: Suite, isThere: (each: SuiteCase) => boolean): string {
  const commands = suite.cases.flatMap((each, i) =>
    isThere(each) ? [{ name: commandOf(i), description: each.flow, actions: [callOf(each, i)] }] : [],
  );
  return stringify({ version: "0.1", name: "Compliance", imports: [`./${basename(suite.path)}`], commands });
}

function commandOf(number: number): string {
  return `case-${number}`;
}

function callOf({ flow, args = {} }: SuiteCase, number: number): object {
  const line = (data: object) => ({ log: { message: commandOf(number), data } });
  return {
    try: {
      do: [{ call_flow: { flow, args, as: "value" } }, line({ value: "${value}" })],
      catch: [line({ error: "${error.code}" })],
    },
  };
}

/** How long one case may take. */
const PATIENCE = 15_000; /* ms */

/** Calls the cases of these numbers, and gives what each logged. */
async function callAll(folder: string, numbers: readonly number[]): Promise<Map<number, unknown>> {
  const sim = await startSimulator({ rateLimits: "off" });
  try {
    const bot = await RunningBot.start(folder, sim);
    try {
      await bot.until(async () => (await sim.control.commands()).length >= numbers.length);
      const results = new Map<number, unknown>();
      for (const number of numbers) results.set(number, await call(commandOf(number), sim, bot));
      return results;
    } finally {
      await bot.kill();
    }
  } finally {
    await sim.close();
  }
}

async function call(command: string, sim: Simulator, bot: RunningBot): Promise<unknown> {
  await sim.control.slash({ command });
  await bot.until(() => bot.log.some(({ msg }) => msg === command), PATIENCE);
  return bot.log.find(({ msg }) => msg === command)?.data;
}

function judged(each: SuiteCase, isThere: boolean, data: unknown): Outcome {
  if (!isThere) return { ...each, got: undefined, verdict: "not supported yet" };
  const { value, error } = (data ?? {}) as { value?: unknown; error?: unknown };
  const got = error === undefined ? value : { error };
  const wanted = each.error === undefined ? each.expected : { error: each.error };
  return { ...each, got, verdict: differences(got, wanted).length === 0 ? "passed" : "failed" };
}
