import { expect, onTestFinished, test } from "vitest";
import { buildFiles } from "../build/project.ts";
import { isShardsProof } from "../support/is-shards-proof.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { startProcesses } from "./processes.ts";

const YAML = `version: "1"
name: Timed
intents: [guilds]
sharding: { enabled: true }
commands:
  - { name: ping, description: Asks nobody, actions: [reply: "16"] }
  - name: total
    description: Asks every shard
    actions:
      - shard_eval: { script: guilds.size, as: counts }
      - reply: "\${counts|sum}"
`;

const TIMES = 300;

/** Milliseconds from using a command to its answer; more beside other tests. */
const MOST = isShardsProof ? 20 : 100;

const SLOW = 90_000; /* ms */

test.skipIf(!hasRedis)(
  "16 shards in 4 processes answer at once",
  async () => {
    const redis = await redisOfTest();
    const built = await buildFiles({ "furlow.yaml": YAML });
    const { ask } = await startProcesses(built, onTestFinished, { REDIS_URL: redis.url });
    const times = { ping: [] as number[], total: [] as number[] };
    for (let i = 0; i < TIMES + WARM_UP; i++) {
      for (const command of ["ping", "total"] as const) {
        const began = performance.now();
        expect(await ask(command, i % 16)).toBe("16");
        if (i >= WARM_UP) times[command].push(performance.now() - began);
      }
    }
    for (const [command, each] of Object.entries(times))
      console.log(`${command}: p50 ${percentile(each, 50)} ms, p99 ${percentile(each, 99)} ms`);
    expect(percentile(times.total, 99)).toBeLessThan(MOST);
  },
  SLOW,
);

/** Commands before any is counted. */
const WARM_UP = 50;

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil((sorted.length * percent) / 100) - 1]!;
  return Math.round(value * 100) / 100;
}
