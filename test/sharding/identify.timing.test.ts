import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, type TestContext, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, simulator } from "../build/project.ts";
import type { AtEnd } from "../support/at-end-of-test.ts";
import { eventually } from "../support/eventually.ts";
import { isShardsProof } from "../support/is-shards-proof.ts";
import { RunningBot } from "../support/running-bot.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { guildsOfShards } from "./guilds.ts";

const YAML = `version: "1"
name: Started
intents: [guilds]
sharding: { enabled: true, session_store: { path: "\${env.SESSIONS}" } }
events:
  - event: ready
    actions: [log: "ready in \${client.shard.ids.length}"]
`;

/** Discord's window: an IDENTIFY in it for each value of `shard % max_concurrency`. */
const WINDOW = 5_000; /* ms */

/**
 * What all shards may take to start, as a multiple of the least that the window allows. On a machine that does much else
 * answers come late: there it is less than a window that passes unused.
 */
const MOST = isShardsProof ? 1.05 : 1.25;

const PROCESSES = 4;

/** How processes come to their shards. */
type Arrangement = "in one process" | "under a manager" | "by leases";

/** With 64 shards in the proof, else as many as take two windows. */
const cases = (isShardsProof ? [16, 2, 1] : [2]).flatMap((concurrency) =>
  (["in one process", "under a manager", "by leases"] as const).map(
    (how) => [how, isShardsProof ? 64 : 3 * concurrency, concurrency] as const,
  ),
);

describe.runIf(hasRedis)("shards that begin new sessions", () => {
  const cleanUp: (() => void | Promise<void>)[] = [];
  let built: Built;
  let redis: RedisServer;
  beforeAll(async () => {
    built = await buildFiles({ "furlow.yaml": YAML }, (done) => void cleanUp.push(done));
    redis = await RedisServer.start();
    cleanUp.push(() => redis.remove());
  });
  afterAll(async () => {
    for (const done of cleanUp) await done();
  });

  const title = "%s %i of them start with max_concurrency %i as fast as Discord allows";
  // Sixteen at a time keep a machine busy; the others wait most of the time.
  test.for(cases.filter(([, , concurrency]) => concurrency === 16))(title, { timeout: 600_000 }, start);
  test.concurrent.for(cases.filter(([, , concurrency]) => concurrency < 16))(
    title,
    { timeout: 600_000 },
    start,
  );

  async function start(
    [how, shards, concurrency]: (typeof cases)[number],
    { expect, onTestFinished }: TestContext,
  ): Promise<void> {
    // Each bot has an id of its own, and with it its own place in Redis.
    const id = String(
      1_000_000_000_000_000_000n +
        BigInt(cases.findIndex((each) => each[0] === how)) * 64n +
        BigInt(concurrency),
    );
    const sim = await simulator(
      {
        guilds: guildsOfShards(shards).map(({ seed }) => seed),
        maxConcurrency: concurrency,
        identifyInterval: WINDOW,
        token: `${Buffer.from(id).toString("base64url")}.started.token`,
      },
      onTestFinished,
    );
    await startAll(how, sim, shards, onTestFinished);
    const least = (shards / concurrency - 1) * WINDOW;
    await eventually(async () => (await connected(sim)) === shards, MOST * least + 60_000);
    const begun = (await sim.control.sessions()).map(({ identifiedAt }) => identifiedAt);
    const took = Math.max(...begun) - Math.min(...begun);
    const { throttled, sessionStartLimit } = await sim.control.gatewayInfo();
    console.log(
      `${how}, ${shards} shards, max_concurrency ${concurrency}: ${took} ms, ${(took / least).toFixed(3)} times the least`,
    );
    expect(throttled).toBe(0);
    expect(sessionStartLimit.total - sessionStartLimit.remaining).toBe(shards);
    expect(took / least).toBeLessThan(MOST);
  }

  async function connected(sim: Simulator): Promise<number> {
    return (await sim.control.sessions()).filter((each) => each.connected).length;
  }

  async function startAll(how: Arrangement, sim: Simulator, shards: number, atEnd: AtEnd): Promise<void> {
    const folder = temporaryFolder();
    atEnd(() => folder.remove());
    mkdirSync(join(folder.path, "sessions"));
    const environment = {
      TOTAL_SHARDS: String(shards),
      SESSIONS: join(folder.path, "sessions"),
      ...(how === "under a manager" && { FURLOW_PROCESSES: String(PROCESSES) }),
      ...(how === "by leases" && { FURLOW_ASSIGNMENT: "lease", REDIS_URL: redis.url }),
    };
    const processes = Array.from({ length: how === "by leases" ? PROCESSES : 1 }, async () => {
      const bot = await RunningBot.start(built.folder, sim, environment);
      atEnd(() => bot.kill());
    });
    await Promise.all(processes);
  }
});
