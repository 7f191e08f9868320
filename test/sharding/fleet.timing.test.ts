import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { buildFiles, simulator } from "../build/project.ts";
import { isShardsProof } from "../support/is-shards-proof.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { Fleet, fleetYaml } from "./fleet/fleet.ts";
import { Gaps } from "./fleet/gaps.ts";
import { type PhaseResult, resultsOf, tableOf } from "./fleet/report.ts";
import { Traffic } from "./fleet/traffic.ts";
import { guildsOfShards } from "./guilds.ts";

/** `npm run proof:shards` has the size that is asked for; every run has a small one. */
const SIZE = isShardsProof
  ? {
      shards: 16,
      processes: 4,
      guilds: 8_000,
      messages: 500,
      interactions: 50,
      seconds: 120,
      ttl: 10_000,
      warmUp: 8_000,
    }
  : {
      shards: 4,
      processes: 2,
      guilds: 40,
      messages: 60,
      interactions: 10,
      seconds: 15,
      ttl: 3_000,
      warmUp: 2_000,
    };

/** What an event may wait while nobody runs its shard, in milliseconds. */
const PLANNED = 1_000;
const CRASH = SIZE.ttl + 2_000;

/** How long an interaction may be on its way through the process that dies. */
const UNANSWERED = 500; /* ms */

/** Nothing has been compiled by V8 yet, neither in the bot nor in the simulator: times say nothing. */
const WARM_UP = "warming up";
const REPLACED = "processes replaced";
const DROPPED = "gateway drops all";
const RESTARTED = "Redis restarted";
const KILLED = "one process killed";
const AFTER = "afterwards";

describe.runIf(hasRedis)("a bot on many shards", () => {
  test("loses nothing and does nothing twice while its processes are replaced and killed, Redis restarts and the gateway drops it", async () => {
    const begun = performance.now();
    const redis = await redisOfTest();
    const guilds = guildsOfShards(SIZE.shards, SIZE.guilds / SIZE.shards);
    const seeds = guilds.map(({ seed }) => seed);
    const sim = await simulator({ guilds: seeds, maxConcurrency: 16, logSize: 50_000 });
    const built = await buildFiles({ "furlow.yaml": fleetYaml(SIZE.ttl) });
    const fleet = new Fleet(sim, built, { REDIS_URL: redis.url }, SIZE.shards, onTestFinished);
    for (let i = 0; i < SIZE.processes; i++) await fleet.add();
    await fleet.settled();
    const gaps = new Gaps(sim, SIZE.shards);
    const traffic = new Traffic(sim, guilds, SIZE.shards, SIZE, WARM_UP);
    await sleep(SIZE.warmUp);
    const start = performance.now();
    traffic.phase = REPLACED;
    for (let i = 0; i < SIZE.processes; i++) expect(await fleet.replaceFirst()).toBe(0);
    await fleet.settled();
    traffic.phase = DROPPED;
    await sim.control.drop();
    await fleet.settled();
    traffic.phase = RESTARTED;
    await redis.down();
    await redis.up();
    await sleep(1_000);
    await fleet.settled();
    traffic.phase = KILLED;
    await sleep(1_000);
    const killedAt = await fleet.killLast();
    await sleep(CRASH);
    await fleet.settled();
    traffic.phase = AFTER;
    await fleet.add();
    const rest = SIZE.seconds * 1_000 - (performance.now() - start);
    await sleep(Math.max(1_000, rest));
    await traffic.stop(10_000);
    const results = await resultsOf(traffic.sent, await gaps.stop(), (sent) => traffic.copies(sent));
    const sessions = await sim.control.sessions();
    const identifies = sessions.reduce((sum, each) => sum + each.identifies, 0);
    const resumes = sessions.reduce((sum, each) => sum + each.resumes, 0);
    process.stdout.write(
      `${SIZE.shards} shards, ${SIZE.processes} processes, ${SIZE.guilds} guilds, ${SIZE.messages} messages/s, ${SIZE.interactions} interactions/s; times in ms\n` +
        `${tableOf(results)}\n${identifies} IDENTIFYs, ${resumes} RESUMEs, ${fleet.everyone.length} processes in all, ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`,
    );

    expect(traffic.unexpected).toEqual([]);
    expect(identifies, fleet.transcript()).toBe(SIZE.shards);
    for (const result of results) expectNothingLost(result, fleet);
    for (const result of results) if (![WARM_UP, KILLED].includes(result.phase)) expectPlanned(result, fleet);
    expectCrash(results.find(({ phase }) => phase === KILLED)!, killedAt, fleet);
    expect(await sim.control.problems()).toEqual([]);
  }, 400_000);
});

function expectNothingLost({ phase, lost, messages, interactions }: PhaseResult, fleet: Fleet): void {
  expect(messages, phase).toBeGreaterThan(0);
  expect(interactions, phase).toBeGreaterThan(0);
  expect(lost, `${phase}\n${fleet.transcript()}`).toEqual([]);
}

function expectPlanned({ phase, doubled, late, wait, gap }: PhaseResult, fleet: Fleet): void {
  expect({ phase, doubled, late }, fleet.transcript()).toEqual({ phase, doubled: [], late: [] });
  expect(gap, phase).toBeLessThan(PLANNED);
  expect(wait.max, phase).toBeLessThan(PLANNED);
}

/**
 * As docs/scaling.md has it: a handler that runs again sends the same message with the same nonce, which Discord takes
 * once. An interaction that came while nobody ran the shard, or just before, may be answered too late.
 */
function expectCrash({ doubled, late, wait, gap }: PhaseResult, killedAt: number, fleet: Fleet): void {
  expect(doubled, fleet.transcript()).toEqual([]);
  expect(gap, fleet.transcript()).toBeLessThan(CRASH);
  expect(wait.max, fleet.transcript()).toBeLessThan(CRASH);
  for (const { at, text } of late) expect(at, text).toBeGreaterThan(killedAt - UNANSWERED);
}
