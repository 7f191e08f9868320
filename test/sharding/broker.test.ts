import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Built, buildFiles, run } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { commandsIn, discordOf } from "./processes.ts";

/**
 * @param own a script that only this version has
 * @param field of channels, which it has cached
 */
const versionOf = (own: string, field: string, sharding = "{ enabled: true }") => `version: "1"
name: Versions
intents: [guilds]
sharding: ${sharding}
commands:
  - name: total
    description: Both versions have it
    actions:
      - try:
          do:
            - shard_eval: { script: guilds.size + (state.global.more ?? 0), timeout: 2s, as: counts }
            - reply: "\${counts|sum}"
          catch: [reply: "\${error.message}"]
  - name: own
    description: Only this version has it
    actions:
      - try:
          do:
            - shard_eval: { script: "${own}", timeout: 2s, as: values }
            - reply: "\${values|join(' ')}"
          catch: [reply: "\${error.message}"]
  - name: tell
    description: It reaches every process
    actions:
      - emit: { event: told, scope: cluster }
      - cache_invalidate: "*"
      - reply: done
  - name: rooms
    description: Channels of a guild that another process may serve
    actions:
      - shard_eval: { script: "guilds[0]", as: each }
      - try:
          do: [reply: "\${map(each[3].channels, c => c.${field}) | join(' ')} \${each[0].channels.length}"]
          catch: [reply: "\${error.message}"]
events:
  told:
    - log: told
state:
  variables:
    more: { type: number, scope: global }
`;

const SLOW = 90_000; /* ms */

const cleanUp: (() => void | Promise<void>)[] = [];
const built: Partial<Record<"old" | "new", Built>> = {};
beforeAll(async () => {
  const build = (text: string) => buildFiles({ "furlow.yaml": text }, (done) => void cleanUp.push(done));
  built.old = await build(versionOf("shard.id * 2", "id"));
  built.new = await build(versionOf("shard.id * 3", "name"));
});
afterAll(async () => {
  for (const done of cleanUp) await done();
});

async function redisServer(): Promise<RedisServer> {
  const redis = await RedisServer.start();
  onTestFinished(() => redis.remove());
  return redis;
}

async function start(version: Built, sim: Parameters<typeof run>[1], environment: Record<string, string>) {
  const bot = await RunningBot.start(version.folder, sim, environment);
  onTestFinished(() => bot.kill());
  return bot;
}

describe.skipIf(!hasRedis)("processes over Redis", () => {
  test("two versions answer what both have; what only one has, the other does not know", async () => {
    const { url: REDIS_URL } = await redisServer();
    const { sim, guilds } = await discordOf(4, onTestFinished);
    const all = { REDIS_URL, TOTAL_SHARDS: "4" };
    await run(built.old!, sim, undefined, { ...all, SHARD_IDS: "0-1" });
    await start(built.new!, sim, { ...all, SHARD_IDS: "2-3" });
    await sim.control.waitForSessions(4, 30_000);
    const ask = commandsIn(sim, guilds);
    for (const shard of [0, 3]) expect(await ask("total", shard)).toBe("4");
    const unknown = "unknown script: its process runs another version of the bot";
    expect(await ask("own", 0)).toBe(`Action "shard_eval" failed: shards 2, 3: ${unknown}`);
    expect(await ask("own", 3)).toBe(`Action "shard_eval" failed: shards 0, 1: ${unknown}`);
    expect(await ask("rooms", 0)).toBe(`${guilds[3]!.channelId} 1`);
    const older = "its process runs a version of the bot that does not cache channels.name";
    expect(await ask("rooms", 3)).toBe(
      `what is cached of guild ${guilds[0]!.guildId} cannot be read: shard 0: its script failed: ${older}`,
    );
  });

  test(
    "shards that processes lease are asked where they are",
    async () => {
      const { url: REDIS_URL } = await redisServer();
      const { sim, guilds } = await discordOf(4, onTestFinished);
      const environment = { REDIS_URL, TOTAL_SHARDS: "4", FURLOW_ASSIGNMENT: "lease" };
      const first = await run(built.old!, sim, undefined, environment);
      await sim.control.waitForSessions(4, 30_000);
      const second = await start(built.old!, sim, environment);
      const ask = commandsIn(sim, guilds);
      // It may not be there yet.
      await eventually(async () => {
        expect(await ask("tell")).toBe("done");
        return second.log.some(({ msg }) => msg === "told");
      }, 30_000);
      await eventually(async () => (await ask("own")) === "0 2 4 6", 30_000);
      expect(await first.stop()).toBe(0);
      await eventually(async () => (await ask("own", 1)) === "0 2 4 6", 30_000);
    },
    SLOW,
  );
});

test("processes that nothing connects say so", async () => {
  const { sim, guilds } = await discordOf(2, onTestFinished);
  await run(built.old!, sim, undefined, { TOTAL_SHARDS: "2", SHARD_IDS: "0" });
  const ask = commandsIn(sim, guilds);
  expect(await ask("total")).toBe(
    'Action "shard_eval" failed: shard 1: it runs in another process, which cannot be reached: set REDIS_URL',
  );
  expect(await ask("tell")).toBe("done");
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    "a broker that there is not",
    { BROKER: "nats" },
    /sharding\.broker\.type is local or redis, and not `nats`/,
  ],
  [
    "Redis without an address",
    { BROKER: "redis" },
    /sharding\.broker needs the address of Redis: set REDIS_URL/,
  ],
])("%s ends the process with what to do", async (_what, environment, message) => {
  const { folder } = await buildFiles({
    "furlow.yaml": versionOf("shard.id", "id", '{ enabled: true, broker: { type: "${env.BROKER}" } }'),
  });
  const { sim } = await discordOf(1, onTestFinished);
  const started = RunningBot.start(folder, sim, { ...environment, TOTAL_SHARDS: "1" });
  await expect(started).rejects.toThrow(message);
});

test("a bot of one shard carries nothing of brokers, and reads its caches at once", async () => {
  const { folder } = await buildFiles({ "furlow.yaml": versionOf("shard.id", "id", "{ enabled: false }") });
  const several = built.old!.folder;
  const read = (of: string, file: string) => readFileSync(join(of, "dist", file), "utf8");
  const [bundle, own] = [read(folder, "bot.mjs"), read(several, "bot.mjs")];
  for (const text of [
    "unknown script",
    "furlow-shards:",
    "cannot reach each other",
    "no process runs it",
    "that does not cache",
  ]) {
    expect(bundle.includes(text), text).toBe(false);
    expect(own.includes(text), text).toBe(true);
  }
  const [source, waiting] = [read(folder, ROOMS), read(several, ROOMS)];
  expect(waiting).toContain(`await acrossShards(ctx, (ctx) => join(${LIST}, " "))`);
  expect(source).toContain(`\${join(${LIST}, " ")}`);
  expect(source).not.toContain("across");
});

const ROOMS = "src/commands/rooms.ts";
const LIST = "mapItems(guildChannels(ctx, each[3]), (c: CachedChannel) => c.id)";
