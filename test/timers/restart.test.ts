import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_IDS, type Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, run, simulator } from "../build/project.ts";
import { atEndOfTest } from "../support/at-end-of-test.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { temporaryFolder } from "../support/temporary.ts";

/** A handler of a timer that takes a while, and says when it begins and ends. */
const YAML = `version: "1"
name: Restart
intents: [guilds]
state: { storage: { type: sqlite, path: "\${env.DATABASE}" } }
commands:
  - name: later
    description: Creates a timer
    options:
      - { name: id, description: Its name, type: string, required: true }
      - { name: after, description: After how long, type: string, required: true }
      - { name: takes, description: How long its handler takes, type: string, required: true }
    actions:
      - create_timer:
          id: "\${options.id}"
          duration: "\${options.after}"
          event: rung
          data: { takes: "\${options.takes}" }
      - reply: "\${options.id} is kept"
events:
  - event: rung
    actions:
      - send_message: { channel: "\${channel.id}", content: "\${timer.id} begins" }
      - wait: "\${takes}"
      - send_message: { channel: "\${channel.id}", content: "\${timer.id} ends" }
`;

/** How long a claim lasts, with what a process takes to begin. */
const CLAIM = 15_000 + 15_000; /* ms */

describe("a timer", { concurrent: true }, () => {
  const cleanUp: (() => void | Promise<void>)[] = [];
  let built: Built;
  beforeAll(async () => {
    built = await buildFiles({ "furlow.yaml": YAML }, (done) => void cleanUp.push(done));
  });
  afterAll(async () => {
    for (const done of cleanUp) await done();
  });

  /** A Discord, and what starts processes of one bot. */
  async function place(): Promise<{ sim: Simulator; begin: () => Promise<RunningBot> }> {
    const folder = temporaryFolder();
    atEndOfTest(() => folder.remove());
    const sim = await simulator();
    const environment = { DATABASE: join(folder.path, "bot.db") };
    return { sim, begin: () => run(built, sim, atEndOfTest, environment) };
  }

  async function create(sim: Simulator, id: string, after: string, takes = "0"): Promise<void> {
    const { interactionId } = await sim.control.slash({ command: "later", options: { id, after, takes } });
    await sim.control.waitForResponse(interactionId, { timeout: 20_000, filled: true });
  }

  async function said(sim: Simulator): Promise<string[]> {
    const texts = (await sim.control.messages(DEFAULT_IDS.general)).map(({ content }) => content);
    return texts.filter((text) => !text.endsWith(" is kept"));
  }

  test("that came due while nobody ran fires at the start, once, and one to come when it is due", async () => {
    const { sim, begin } = await place();
    const first = await begin();
    await create(sim, "past", "5s");
    await create(sim, "future", "20d");
    await first.kill();
    await sleep(5_200);
    const second = await begin();
    await eventually(async () => (await said(sim)).includes("past ends"), 15_000);
    expect(await second.stop()).toBe(0);
    const third = await begin();
    await sleep(1_000);
    expect(await third.stop()).toBe(0);
    expect(await said(sim)).toEqual(["past begins", "past ends"]);
  }, 120_000);

  test("whose handler runs when the process is told to stop is not fired again", async () => {
    const { sim, begin } = await place();
    const first = await begin();
    await create(sim, "slow", "10ms", "2s");
    await eventually(async () => (await said(sim)).includes("slow begins"), 15_000);
    expect(await first.stop()).toBe(0);
    await begin();
    await sleep(CLAIM - 13_000);
    expect(await said(sim)).toEqual(["slow begins", "slow ends"]);
  }, 120_000);

  test("whose handler was cut off by the end of the process is fired again from the beginning, and one that ended is not", async () => {
    const { sim, begin } = await place();
    const first = await begin();
    await create(sim, "done", "10ms");
    await eventually(async () => (await said(sim)).includes("done ends"), 15_000);
    await create(sim, "slow", "10ms", "4s");
    await eventually(async () => (await said(sim)).includes("slow begins"), 15_000);
    await first.kill();
    await begin();
    await eventually(async () => (await said(sim)).includes("slow ends"), CLAIM);
    expect(await said(sim)).toEqual(["done begins", "done ends", "slow begins", "slow begins", "slow ends"]);
  }, 120_000);

  test("is nothing that a bot without any carries", async () => {
    const sources = ["sql-timers", "redis-timers"].map((name) =>
      readFileSync(join(import.meta.dirname, `../../runtime-lib/timers/${name}.ts`), "utf8"),
    );
    const telltales = ["furlow_timers", "furlow-timers:"];
    const without = await buildFiles({
      "furlow.yaml": 'version: "1"\nname: None\nevents:\n  - event: ready\n    actions: [log: hello]\n',
    });
    const bundles = [without, built].map(({ folder }) => readFileSync(join(folder, "dist/bot.mjs"), "utf8"));
    for (const [i, text] of telltales.entries()) {
      expect(sources[i]).toContain(text);
      expect(bundles[0]).not.toContain(text);
      expect(bundles[1]).toContain(text);
    }
  }, 120_000);
});
