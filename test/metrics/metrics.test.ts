import { afterAll, beforeAll, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { METRICS } from "../../runtime-lib/metrics/catalogue.ts";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, run, simulator } from "../build/project.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { EVERYTHING } from "./everything.ts";
import { METRICS_ENV, type Scrape, scrape, scrapeUntil } from "./scrape.ts";

const cleanUp: (() => void | Promise<void>)[] = [];
const atEnd = (done: () => void | Promise<void>) => void cleanUp.push(done);
let built: Built;
let sim: Simulator;
let bot: RunningBot;
let after: Scrape;

beforeAll(async () => {
  built = await buildFiles(EVERYTHING, atEnd);
  sim = await simulator({ heartbeatInterval: 500 }, atEnd);
  bot = await run(built, sim, atEnd, { ...METRICS_ENV, REGION: "eu" });
  for (const command of ["greet", "greet", "reads", "broken"])
    await sim.control.waitForResponse((await sim.control.slash({ command })).interactionId).catch((error: unknown) => { throw new Error(`${command} ${error}\n${bot.transcript()}`); });
  console.log(readFileSync(join(built.folder, "dist/src/bot.ts"), "utf8"), readFileSync(join(built.folder, "dist/src/metrics.ts"), "utf8"));
  after = await scrape(bot);
  console.log(after.text);
  console.log(bot.transcript());
});

afterAll(async () => {
  for (const done of cleanUp.reverse()) await done();
});

test("x", () => { expect(1).toBe(1); });
