import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type Built, buildFiles, simulator } from "../build/project.ts";
import { type SoakOptions, type SoakResult, soak, YAML } from "./soak.ts";
import { rises } from "./trend.ts";

/** Seconds of each run; `npm run proof:soak` asks for twenty minutes. */
const SECONDS = Number(process.env["FURLOW_PROOF_SOAK"] ?? 20);
const IS_PROOF = process.env["FURLOW_PROOF_SOAK"] !== undefined;
const TIMEOUT = (SECONDS + 120) * 1_000;

const OPTIONS = {
  seconds: SECONDS,
  messagesPerSecond: Number(process.env["FURLOW_PROOF_MESSAGES"] ?? (IS_PROOF ? 500 : 200)),
  interactionsPerSecond: Number(process.env["FURLOW_PROOF_INTERACTIONS"] ?? (IS_PROOF ? 50 : 20)),
  period: IS_PROOF ? 10 : 1,
} as const;

/**
 * What may pass. In seconds nothing settles: V8 still compiles, and its heap grows to its working size, so there a
 * short run finds only what leaks with every event. Long ones are held to a twentieth.
 */
const LIMITS = IS_PROOF
  ? { rss: { share: 0.05, least: 4e6 }, delay: { share: 0.5, least: 5 } }
  : { rss: { share: 0.4, least: 40e6 }, delay: { share: 2, least: 50 } };

let built: Built;
beforeAll(async () => {
  const cleanUp: (() => void | Promise<void>)[] = [];
  built = await buildFiles({ "furlow.yaml": YAML }, (done) => void cleanUp.push(done));
  return async () => {
    for (const done of cleanUp) await done();
  };
});

async function run(extra: Partial<SoakOptions> = {}): Promise<{ result: SoakResult; resumes: number }> {
  const sim = await simulator({ logSize: 20_000 });
  const say = (line: string) => {
    if (IS_PROOF) process.stdout.write(`${line}\n`);
  };
  const result = await soak(join(built.folder, "dist/bot.mjs"), sim, { ...OPTIONS, say, ...extra });
  expect(await sim.control.problems()).toEqual([]);
  const [session] = await sim.control.sessions();
  onTestFinished(() => sim.close());
  return { result, resumes: session?.resumes ?? -1 };
}

function expectSteady({ samples, sent, answered, lost, unexpected, log }: SoakResult): void {
  expect({ lost, unexpected, answered }).toEqual({ lost: [], unexpected: [], answered: sent });
  expect(sent).toBeGreaterThan(0.9 * SECONDS * (OPTIONS.messagesPerSecond + OPTIONS.interactionsPerSecond));
  expect(samples.length).toBeGreaterThanOrEqual(Math.floor(SECONDS / OPTIONS.period) - 1);
  const series = (name: "rss" | "heapUsed" | "delay") => samples.map((sample) => sample[name]);
  expect(rises(series("rss"), LIMITS.rss), `RSS ${series("rss").join(" ")}`).toBe(false);
  expect(rises(series("delay"), LIMITS.delay), `delay ${series("delay").join(" ")}`).toBe(false);
  expect(log.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
}

test(
  "under a steady load nothing is lost, and memory and delay do not grow",
  async () => {
    const { result, resumes } = await run();
    expectSteady(result);
    expect(resumes).toBe(0);
  },
  TIMEOUT,
);

test(
  "nor is anything lost or done twice when the gateway drops the connection again and again",
  async () => {
    const { result, resumes } = await run({ dropEvery: IS_PROOF ? 60 : 4 });
    expectSteady(result);
    expect(result.drops).toBeGreaterThanOrEqual(Math.floor(SECONDS / (IS_PROOF ? 60 : 4)) - 1);
    expect(resumes).toBe(result.drops);
  },
  TIMEOUT,
);
