import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_IDS, type Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { type Built, buildFiles, logged, run, simulator } from "../build/project.ts";
import type { RunningBot } from "../support/running-bot.ts";

const YAML = `version: "1"
name: Session
intents: [guilds, guild_members, guild_messages, message_content]
commands:
  - { name: ping, description: Answers, actions: [reply: Pong] }
events:
  - event: message_create
    actions: [log: "\${message.content}"]
  - event: ready
    actions: [log: ready]
  - event: shard_disconnect
    actions: [log: "closed \${close_code}"]
`;

const cleanUp: (() => void | Promise<void>)[] = [];
let plain: Built;
let compressed: Built;
beforeAll(async () => {
  const atEnd = (done: () => void | Promise<void>) => void cleanUp.push(done);
  plain = await buildFiles({ "furlow.yaml": YAML }, atEnd);
  compressed = await buildFiles({ "furlow.yaml": `${YAML}gateway: { compression: zlib-stream }\n` }, atEnd);
});
afterAll(async () => {
  for (const done of cleanUp) await done();
});

async function connected(
  options: SimulatorOptions = {},
  built: Built = plain,
): Promise<{ sim: Simulator; bot: RunningBot }> {
  // Without Discord's pause between IDENTIFYs; the bot keeps to it all the same.
  const sim = await simulator({ identifyInterval: 1, ...options });
  const bot = await run(built, sim);
  await logged(bot, ({ msg }) => msg === "ready");
  return { sim, bot };
}

/** Texts of messages that the bot has seen, in its order. */
function seen(bot: RunningBot): string[] {
  return bot.log.map(({ msg }) => msg).filter((msg) => msg.startsWith("message "));
}

async function resumed(sim: Simulator, bot: RunningBot, resumes: number): Promise<void> {
  await bot.until(async () => {
    const [session] = await sim.control.sessions();
    return session?.connected === true && session.resumes === resumes;
  }, 15_000);
}

/** Sends messages and gives their texts. */
async function write(sim: Simulator, ...numbers: number[]): Promise<string[]> {
  const texts = numbers.map((number) => `message ${number}`);
  for (const content of texts) await sim.control.sendMessage({ content });
  return texts;
}

describe.concurrent.each([
  ["plain", () => plain],
  ["compressed", () => compressed],
])("a %s connection", (_kind, built) => {
  test("that closes is resumed: each event is taken in once, in order", async () => {
    const { sim, bot } = await connected({}, built());
    const before = await write(sim, 1, 2);
    await logged(bot, ({ msg }) => msg === "message 2");
    await sim.control.drop(0, 4000);
    const meanwhile = await write(sim, 3, 4);
    await resumed(sim, bot, 1);
    const after = await write(sim, 5);
    await logged(bot, ({ msg }) => msg === "message 5");
    expect(seen(bot)).toEqual([...before, ...meanwhile, ...after]);
    expect(await sim.control.sessions()).toMatchObject([{ identifies: 1, resumes: 1 }]);
  });

  test("that breaks in the middle of a frame is resumed", async () => {
    const { sim, bot } = await connected({}, built());
    await sim.control.corrupt(0);
    const texts = await write(sim, 1);
    await resumed(sim, bot, 1);
    await logged(bot, ({ msg }) => msg === "message 1");
    expect(seen(bot)).toEqual(texts);
  });
});

test.concurrent.each([4000, 4001, 4002, 4008, 1006])("after %i the session goes on", async (code) => {
  const { sim, bot } = await connected();
  await sim.control.drop(0, code);
  await resumed(sim, bot, 1);
  expect(await sim.control.sessions()).toMatchObject([{ identifies: 1 }]);
  await logged(bot, ({ msg }) => msg === `closed ${code}`);
});

test.concurrent.each([4003, 4007, 4009])("after %i there is a new session", async (code) => {
  const { sim, bot } = await connected();
  await sim.control.drop(0, code);
  await bot.until(() => bot.log.filter(({ msg }) => msg === "ready").length === 2, 15_000);
  expect(await sim.control.sessions()).toMatchObject([
    ...(code === 4003 ? [{ connected: false }] : []),
    { connected: true, identifies: 2, resumes: 0 },
  ]);
});

test.concurrent("told to reconnect, it resumes at once", async () => {
  const { sim, bot } = await connected();
  await sim.control.reconnect(0);
  await resumed(sim, bot, 1);
  expect(await sim.control.sessions()).toMatchObject([{ identifies: 1 }]);
});

test.concurrent("a session in doubt is resumed on the same connection, a lost one is replaced", async () => {
  const { sim, bot } = await connected();
  await sim.control.invalidateSession(0, { resumable: true });
  await resumed(sim, bot, 1);
  expect(bot.log.some(({ msg }) => msg.startsWith("closed"))).toBe(false);
  await sim.control.invalidateSession(0);
  await bot.until(() => bot.log.filter(({ msg }) => msg === "ready").length === 2, 15_000);
  expect(await sim.control.sessions()).toMatchObject([{ identifies: 2, connected: true }]);
});

test.concurrent("a connection that no longer acknowledges heartbeats is replaced, and the session goes on", async () => {
  const { sim, bot } = await connected({ heartbeatInterval: 400 });
  await sim.control.pauseHeartbeatAcks(0, true);
  await resumed(sim, bot, 1);
  expect(await sim.control.sessions()).toMatchObject([{ identifies: 1 }]);
});

test.concurrent("events that nobody reads count: they are not sent again", async () => {
  const { sim, bot } = await connected({ replayBuffer: 5 });
  const target = { guildId: DEFAULT_IDS.guild };
  for (let i = 0; i < 20; i++)
    await sim.control.dispatch("GUILD_MEMBER_UPDATE", { guild_id: target.guildId, roles: [] }, target);
  const texts = await write(sim, 1);
  await logged(bot, ({ msg }) => msg === "message 1");
  // Were they not counted, the session could not be resumed: Discord remembers five.
  await sim.control.drop(0, 4000);
  await resumed(sim, bot, 1);
  expect(await sim.control.sessions()).toMatchObject([{ identifies: 1, resumes: 1 }]);
  expect(seen(bot)).toEqual(texts);
});

test.concurrent("a gateway that cannot be reached is tried again until it can", async () => {
  const { sim, bot } = await connected();
  const port = Number(new URL(sim.url).port);
  await sim.close();
  const failure = await logged(bot, ({ msg }) => msg === "the connection to Discord failed");
  expect(failure).toMatchObject({ level: "warn", shardId: 0, reason: expect.stringMatching(/ECONNREFUSED/) });
  const again = await simulator({ port });
  await bot.until(() => bot.log.filter(({ msg }) => msg === "ready").length === 2, 20_000);
  expect(await again.control.sessions()).toMatchObject([{ identifies: 1, connected: true }]);
});

test.concurrent.each([
  [4004, /DISCORD_TOKEN/],
  [4011, /too many guilds/],
  [4014, /privileged intent/],
])("after %i the bot ends, and says why", async (code, message) => {
  const { sim, bot } = await connected();
  await sim.control.drop(0, code);
  const line = await logged(bot, ({ level }) => level === "fatal");
  expect(line.msg).toMatch(message);
  expect(await bot.stop()).toBe(1);
});

test.concurrent("stopping closes the session, so that Discord shows the bot as offline at once", async () => {
  const { sim, bot } = await connected();
  expect(await bot.stop()).toBe(0);
  expect(await sim.control.sessions()).toEqual([]);
});
