import { expect, onTestFinished, test } from "vitest";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { builtBefore, logged, run, simulator } from "../build/project.ts";
import { eventually, PATIENCE } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { guildsOfShards, sessionsOfTest } from "./guilds.ts";

const YAML = `version: "1"
name: Sharded
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, session_store: { path: "\${env.SESSIONS}" } }
presence:
  activity: { name: "Shard \${client.shard.ids[0]}/\${client.shard.count}" }
commands:
  - { name: ping, description: Answers, actions: [reply: "\${shard.id} of \${client.shard.count}"] }
events:
  - event: ready
    actions: [log: "ready on \${shard.id}"]
  - event: message_create
    actions: [log: "\${message.content} on \${shard.id} in \${guild.name}"]
`;

const guilds = guildsOfShards(4);
const built = builtBefore({ "furlow.yaml": YAML });

async function discord(options: SimulatorOptions = {}) {
  return await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16, ...options });
}

/** Lines that handlers have logged about messages. */
function seen(bot: RunningBot): string[] {
  return bot.log.map(({ msg }) => msg).filter((msg) => msg.startsWith("hello"));
}

function activityOf(presence: Record<string, unknown> | null): unknown {
  return (presence?.["activities"] as { name: string }[] | undefined)?.[0]?.name;
}

test("two processes share the shards: each sees its guilds, and only one does what is done once", async () => {
  const sim = await discord();
  const SESSIONS = sessionsOfTest();
  const TOTAL_SHARDS = "4";
  const first = await run(built(), sim, undefined, { ...SESSIONS, TOTAL_SHARDS, SHARD_IDS: "0-1" });
  const second = await run(built(), sim, undefined, { ...SESSIONS, TOTAL_SHARDS, SHARD_IDS: "2,3" });
  await second.until(async () => (await sim.control.sessions()).length === 4);
  for (const { channelId } of guilds) await sim.control.sendMessage({ channelId, content: `hello` });
  await eventually(() => seen(first).length + seen(second).length === 4);
  expect(seen(first).sort()).toEqual(["hello on 0 in Guild 0", "hello on 1 in Guild 1"]);
  expect(seen(second).sort()).toEqual(["hello on 2 in Guild 2", "hello on 3 in Guild 3"]);
  expect([first, second].map((bot) => bot.log.filter(({ msg }) => msg.startsWith("ready")).length)).toEqual([
    1, 0,
  ]);
  const registrations = (bot: RunningBot) =>
    bot.log.filter(({ msg }) => msg === "registered commands").length;
  expect([registrations(first), registrations(second)]).toEqual([1, 0]);
  const sessions = await sim.control.sessions();
  expect(sessions.map(({ shard: [id], presence }) => [id, activityOf(presence)]).sort()).toEqual(
    [0, 1, 2, 3].map((id) => [id, `Shard ${id}/4`]),
  );
  expect([await first.stop(), await second.stop()]).toEqual([0, 0]);
});

test("a command is answered by the shard that serves its guild", async () => {
  const sim = await discord();
  await run(built(), sim, undefined, { ...sessionsOfTest(), TOTAL_SHARDS: "4" });
  await eventually(async () => (await sim.control.sessions()).length === 4);
  for (const [shard, { guildId, channelId, userId }] of guilds.entries()) {
    const handle = await sim.control.slash({ command: "ping", guildId, channelId, user: userId });
    const { message } = await sim.control.waitForResponse(handle.interactionId);
    expect(message?.["content"]).toBe(`${shard} of 4`);
  }
});

test("without a number Discord says how many shards there are", async () => {
  const sim = await discord({ recommendedShards: 3 });
  const bot = await run(built(), sim, undefined, sessionsOfTest());
  await logged(bot, ({ msg }) => msg === "ready on 0");
  await eventually(async () => (await sim.control.sessions()).length === 3);
  expect((await sim.control.sessions()).map(({ shard: [id, count] }) => `${id}/${count}`).sort()).toEqual([
    "0/3",
    "1/3",
    "2/3",
  ]);
});

test.runIf(hasRedis)("without a number processes that run some of the shards agree on one", async () => {
  const redis = await redisOfTest();
  const environment = { REDIS_URL: redis.url };
  const first = await discord({ recommendedShards: 4 });
  const two = await RunningBot.start(built().folder, first, { ...environment, SHARD_IDS: "0-1" });
  onTestFinished(() => two.kill());
  // Another answer of Discord's to the next process.
  const later = await discord({ recommendedShards: 6 });
  const rest = await RunningBot.start(built().folder, later, { ...environment, SHARD_IDS: "2-3" });
  onTestFinished(() => rest.kill());
  const shards = (await later.control.waitForSessions(2, PATIENCE)).map(({ shard }) => shard.join("/"));
  expect(shards.sort()).toEqual(["2/4", "3/4"]);
  const told = await logged(rest, ({ msg }) => msg.startsWith("Discord recommends another number of shards"));
  expect(told).toMatchObject({ level: "warn", shards: 4, recommended: 6 });
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    "a shard that there is not",
    { SHARD_ID: "4", TOTAL_SHARDS: "4" },
    /there is no shard 4: of 4 shards the last is 3/,
  ],
  ["a number that is none", { TOTAL_SHARDS: "many" }, /the number of shards is a whole number .* not `many`/],
  [
    "some shards of a number that nobody said",
    { SHARD_IDS: "0" },
    /Discord recommends 2 shards.*set TOTAL_SHARDS/,
  ],
  ["leases without a Redis", { FURLOW_ASSIGNMENT: "lease" }, /needs a Redis: set REDIS_URL/],
])("%s ends the process with what to do", async (_what, environment, message) => {
  const sim = await discord({ recommendedShards: 2 });
  const started = RunningBot.start(built().folder, sim, environment);
  await expect(started).rejects.toThrow(message);
  expect(await sim.control.sessions()).toEqual([]);
});
