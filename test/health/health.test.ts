import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { buildFiles, builtBefore, run, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { ask, HEALTH, type HealthResponse } from "./ask.ts";

const DOCUMENT = `version: "1"
name: Checked
commands:
  - { name: slow, description: Takes its time, actions: [{ log: slow begins }, { wait: 3s }] }
`;

/** Often, and not so often that a process which has to wait for its turn counts as silent. */
const BEAT = 1_000; /* ms */

const built = builtBefore({
  "furlow.yaml": DOCUMENT,
  "furlow.config.yaml": "health: { enabled: true }\n",
});

/** Asks until the answer has a code. */
async function until(bot: RunningBot, path: string, code: number): Promise<HealthResponse> {
  let last: HealthResponse | undefined;
  await eventually(async () => {
    last = await ask(bot, path);
    return last.code === code;
  });
  return last!;
}

test("what is checked is told with its latency, and a check that fails with its reason", async () => {
  const storage = "state: { storage: { type: sqlite, path: ./state.db } }";
  const health = "health: { enabled: true, path: /how, checks: [discord_gateway, database] }";
  const files = { "furlow.yaml": DOCUMENT, "furlow.config.yaml": `${storage}\n${health}\n` };
  const stored = await buildFiles(files);
  const sim = await simulator({ heartbeatInterval: BEAT });
  const bot = await run(stored, sim, onTestFinished, HEALTH);
  // The gateway's is known with its first heartbeat.
  await eventually(async () =>
    /"discord_gateway":{[^}]*"latency":/.test(JSON.stringify((await ask(bot, "/how")).body)),
  );
  expect(await until(bot, "/how", 200)).toEqual({
    code: 200,
    body: {
      status: "ok",
      checks: {
        discord_gateway: {
          status: "ok",
          latency: expect.any(Number),
          shards: [{ id: 0, status: "connected", latency: expect.any(Number) }],
        },
        database: { status: "ok", latency: expect.any(Number) },
      },
    },
  });
  expect(await ask(bot, "/live")).toEqual({ code: 200, body: { status: "ok", latency: expect.any(Number) } });
  expect(await ask(bot, "/ready")).toEqual({ code: 200, body: { status: "ok" } });
  expect(await ask(bot, "/startup")).toEqual({ code: 200, body: { status: "ok" } });
  expect(await ask(bot, "/health")).toEqual({ code: 404, body: {} });
});

test("a shard that reconnects is no outage, and one without heartbeat is", async () => {
  const sim = await simulator({ heartbeatInterval: 1_000 });
  const bot = await run(built(), sim, onTestFinished, HEALTH);
  await sim.control.drop();
  const codes = new Set<number>();
  await eventually(async () => {
    codes.add((await ask(bot, "/health")).code).add((await ask(bot, "/ready")).code);
    return (await sim.control.sessions()).some(({ connected }) => connected);
  });
  expect([...codes]).toEqual([200]);
  await sim.close();
  const outage = await until(bot, "/health", 503);
  expect(outage.body).toMatchObject({
    status: "failing",
    reason: "shard 0 is silent",
    checks: { discord_gateway: { status: "failing", reason: "shard 0 is silent" } },
  });
  expect(await ask(bot, "/ready")).toEqual({
    code: 503,
    body: { status: "failing", reason: "shard 0 is silent" },
  });
  expect((await ask(bot, "/startup")).code).toBe(200);
  expect((await ask(bot, "/live")).code).toBe(200);
});

test("a bot that stops is no longer ready, and answers until its handlers have ended", async () => {
  const sim = await simulator();
  const bot = await run(built(), sim, onTestFinished, HEALTH);
  await until(bot, "/ready", 200);
  await sim.control.slash({ command: "slow" });
  await eventually(() => bot.log.some(({ msg }) => msg === "slow begins"));
  const stopped = bot.stop();
  const { body } = await until(bot, "/ready", 503);
  expect(body).toEqual({ status: "failing", reason: "it is stopping" });
  expect((await ask(bot, "/live")).code).toBe(200);
  expect(await stopped).toBe(0);
});

test("a port that is taken ends the start with its reason", async () => {
  const first = await run(built(), await simulator(), onTestFinished, HEALTH);
  await until(first, "/ready", 200);
  const { port } = first.log.find(({ msg }) => msg === "answering health checks")!;
  const second = run(built(), await simulator(), onTestFinished, { ...HEALTH, HEALTH_PORT: String(port) });
  await expect(second).rejects.toThrow(/the health checks cannot be served: .*EADDRINUSE/);
});

describe.runIf(hasRedis)("with Redis", () => {
  test("a Redis that is away is told, and that it is back", async () => {
    const redis = await redisOfTest();
    const config = `state: { storage: { type: redis, url: "${redis.url}" } }\nhealth: { enabled: true }\n`;
    const stored = await buildFiles({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": config });
    const sim = await simulator();
    const bot = await run(stored, sim, onTestFinished, HEALTH);
    const { body } = await until(bot, "/health", 200);
    expect(body["checks"]).toMatchObject({ discord_gateway: { status: "ok" }, redis: { status: "ok" } });
    await redis.down();
    const outage = await until(bot, "/health", 503);
    expect(outage.body).toMatchObject({
      status: "failing",
      checks: { discord_gateway: { status: "ok" }, redis: { status: "failing", reason: expect.any(String) } },
    });
    expect((await ask(bot, "/ready")).code).toBe(200);
    await redis.up();
    await until(bot, "/health", 200);
  });
});

/** What only the code holds that answers health checks. */
const TELLTALES = ["answering health checks", "furlow:health", "the bot has none"];

test("a bot that answers no health checks carries nothing of them", async () => {
  const bundle = async (config: string) => {
    const { folder } = await buildFiles({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": config });
    return readFileSync(join(folder, "dist/bot.mjs"), "utf8");
  };
  const [sharded, single] = await Promise.all([bundle("sharding: { enabled: true }\n"), bundle("")]);
  const checked = readFileSync(join(built().folder, "dist/bot.mjs"), "utf8");
  for (const text of TELLTALES) {
    expect(checked, text).toContain(text);
    expect(sharded, text).not.toContain(text);
    expect(single, text).not.toContain(text);
  }
});
