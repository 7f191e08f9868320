import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { positionOf, run, simulator } from "../build/project.ts";
import { guildsOfShards, sessionsOfTest } from "../sharding/guilds.ts";
import { REPOSITORY } from "../support/build.ts";
import { buildWithDiscordJs } from "./discord-js.ts";

vi.setConfig({ testTimeout: 180_000 /* ms */ });

const WAIT = 60_000; /* ms */

const CONFIG = "build: { client: discord.js }\nplugins: [./echo.ts]\n";

const BOT = `version: "1"
intents: [guilds, guild_messages, message_content]
commands:
  - { name: hi, description: Hi, actions: [reply: "Hi from \${shard.id}"] }
events:
  - event: message_create
    actions: [log: "seen \${message.content}"]
`;

const SHARDED = `${BOT}sharding: { enabled: true, session_store: { path: "\${env.SESSIONS}" } }
`;

const ECHO = `import type { Client } from "@furlow/core/plugin";
import { Client as DiscordClient, EmbedBuilder, Events } from "discord.js";

export default (client: Client, discord: DiscordClient) => {
  discord.once(Events.ClientReady, ({ user }) => client.log.info("a Client of " + user.username));
  discord.on(Events.MessageCreate, ({ content }) => {
    if (content === "fail at once") throw new Error("at once");
  });
  discord.on(Events.MessageCreate, async (message) => {
    if (message.author.bot || !(discord instanceof DiscordClient)) return;
    if (message.content === "fail") throw new Error("as asked");
    if (message.content === "embed") await message.reply({ embeds: [new EmbedBuilder({ title: "An embed" })] });
    else await message.reply(message.content + " in " + message.guild?.name + " of " + discord.guilds.cache.size);
  });
};
`;

const FILES = { "furlow.yaml": BOT, "furlow.config.yaml": CONFIG, "echo.ts": ECHO };

test("a plugin's discord.js Client and the document run on one connection", async () => {
  const built = await buildWithDiscordJs(FILES);
  const [guild] = guildsOfShards(1);
  const { guildId, channelId, userId } = guild!;
  const sim = await simulator({ guilds: [guild!.seed] });
  const bot = await run(built, sim);
  const said = async () => (await sim.control.messages(channelId)).slice(-1).map(({ content }) => content);
  await sim.control.sendMessage({ channelId, author: userId, content: "hello" });
  await bot
    .until(async () => (await said())[0] === "hello in Guild 0 of 1", WAIT)
    .catch((error: unknown) => {
      throw new Error(`${error}\n${bot.transcript()}`);
    });
  await bot.until(() => bot.log.some(({ msg }) => msg === "seen hello"), WAIT);
  expect(bot.log.some(({ msg }) => msg.startsWith("a Client of "))).toBe(true);

  const { interactionId: id } = await sim.control.slash({ command: "hi", guildId, channelId, user: userId });
  expect((await sim.control.waitForResponse(id)).message?.["content"]).toBe("Hi from 0");

  for (const [content, message] of [
    ["fail", "as asked"],
    ["fail at once", "at once"],
  ] as const) {
    await sim.control.sendMessage({ channelId, author: userId, content });
    await bot.until(() => bot.log.some(({ msg }) => msg === message), WAIT);
    const failed = bot.log.find(({ msg }) => msg === message);
    expect(failed?.stack).toContain(`at echo.ts:${positionOf(ECHO, `new Error("${message}")`)}`);
  }

  await sim.control.sendMessage({ channelId, author: userId, content: "embed" });
  const embeds = async () => (await sim.control.messages(channelId)).at(-1)?.["embeds"];
  await bot.until(async () => JSON.stringify(await embeds())?.includes("An embed") === true, WAIT);

  expect((await sim.control.sessions()).map(({ shard, identifies }) => [shard, identifies])).toEqual([
    [[0, 1], 1],
  ]);
  expect(await sim.control.problems()).toEqual([]);
  expect(await bot.stop()).toBe(0);
  expect(bot.noise).toEqual([]);
});

test("discord.js lies beside the bundle, and the report says what follows from it", async () => {
  const { folder, report } = await buildWithDiscordJs(FILES);
  const text = (name: string) => readFileSync(join(folder, "dist", name), "utf8");
  const hasDiscordJs = (file: string) => text(file).includes("MessagePayload");
  expect([hasDiscordJs("discord-client.cjs"), hasDiscordJs("bot.mjs")]).toEqual([true, false]);
  expect(text("src/bot.ts")).toContain('plugins: discordPlugins([echo], () => import("discord.js")),');
  // Nothing in it says where the package lies.
  const paths = ['"src/client/Client.js"(', REPOSITORY.slice(1)];
  expect(paths.map((path) => text("discord-client.cjs").includes(path))).toEqual([true, false]);
  const { size } = statSync(join(folder, "dist/discord-client.cjs"));
  expect(report.sizes["discord-client.cjs"]).toBe(size);
  expect(report.notes).toEqual([
    {
      text: expect.stringContaining("begins a new session (IDENTIFY)"),
      reason: "`build.client` (furlow.config.yaml:1)",
    },
  ]);
  expect(report.intents.map(({ name }) => name)).toContain("guilds");
});

test("a Client sees the guilds of all shards of its process, after reconnecting as well", async () => {
  const built = await buildWithDiscordJs({ ...FILES, "furlow.yaml": SHARDED });
  const guilds = guildsOfShards(2);
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
  const bot = await run(built, sim, undefined, { ...sessionsOfTest(), TOTAL_SHARDS: "2" });
  await sim.control.waitForSessions(2, WAIT);
  await bot.until(() => bot.log.some(({ msg }) => msg.startsWith("a Client of ")), WAIT);
  const echoed = async (content: string) => {
    for (const { channelId, userId } of guilds)
      await sim.control.sendMessage({ channelId, author: userId, content });
    for (const [shard, { channelId }] of guilds.entries()) {
      const answer = `${content} in Guild ${shard} of 2`;
      const found = async () =>
        (await sim.control.messages(channelId)).filter((each) => each.content === answer);
      await bot
        .until(async () => (await found()).length > 0, WAIT)
        .catch(async (error: unknown) => {
          throw new Error(`${answer}: ${error}\n${bot.transcript()}`);
        });
      expect(await found()).toHaveLength(1);
    }
  };
  await echoed("first");
  await sim.control.reconnect();
  await bot.until(async () => (await sim.control.sessions()).every(({ resumes }) => resumes === 1), WAIT);
  await echoed("resumed");
  await sim.control.invalidateSession(1, { resumable: false });
  await bot.until(
    async () => (await sim.control.sessions()).some(({ identifies }) => identifies === 2),
    WAIT,
  );
  await sim.control.waitForSessions(2, WAIT);
  await echoed("anew");
  const sessions = await sim.control.sessions();
  expect(sessions.map(({ shard }) => shard).sort()).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect(await bot.stop()).toBe(0);
});

test("a process that takes a shard over identifies, so that its Client knows the guilds", async () => {
  const built = await buildWithDiscordJs({ ...FILES, "furlow.yaml": SHARDED });
  const [guild] = guildsOfShards(1);
  const { channelId, userId } = guild!;
  const sim = await simulator({ guilds: [guild!.seed] });
  const environment = { ...sessionsOfTest(), TOTAL_SHARDS: "1" };
  const first = await run(built, sim, undefined, environment);
  expect(await first.stop()).toBe(0);
  const second = await run(built, sim, undefined, environment);
  await second.until(
    async () => (await sim.control.sessions()).some(({ identifies }) => identifies === 2),
    WAIT,
  );
  expect(second.log.some(({ msg }) => msg.includes("Client of this process waits for READY"))).toBe(true);
  await sim.control.sendMessage({ channelId, author: userId, content: "here" });
  const answered = async () =>
    (await sim.control.messages(channelId)).some(({ content }) => content === "here in Guild 0 of 1");
  await second.until(answered, WAIT);
  expect(await second.stop()).toBe(0);
});
