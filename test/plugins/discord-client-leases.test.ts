import { expect, onTestFinished, test, vi } from "vitest";
import { run, simulator } from "../build/project.ts";
import { guildsOfShards } from "../sharding/guilds.ts";
import { eventually } from "../support/eventually.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { buildWithDiscordJs } from "./discord-js.ts";

vi.setConfig({ testTimeout: 180_000 /* ms */ });

const WAIT = 60_000; /* ms */

const FILES = {
  "furlow.yaml": `version: "1"
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, lease: { ttl: 3s } }
commands:
  - { name: hi, description: Hi, actions: [reply: Hi] }
`,
  "furlow.config.yaml": "plugins: [./echo.ts]\n",
  "echo.ts": `import type { Client } from "@furlow/core/plugin";
import type { Client as DiscordClient } from "discord.js";

export default (_client: Client, discord: DiscordClient) => {
  discord.on("messageCreate", async (message) => {
    if (message.author.bot) return;
    const names = discord.guilds.cache.map(({ name }) => name);
    await message.channel.send(process.env["NAME"] + " has " + names.sort().join(" and "));
  });
};
`,
};

test.runIf(hasRedis)("a Client has the guilds of the shards that its process has at the moment", async () => {
  const built = await buildWithDiscordJs(FILES);
  const redis = await redisOfTest();
  const guilds = guildsOfShards(2);
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
  const pod = (NAME: string) =>
    run(built, sim, onTestFinished, { SHARD_ID: NAME, NAME, TOTAL_SHARDS: "2", REDIS_URL: redis.url });

  /** What is said in each guild when a message is written there. */
  const said = async () => {
    const answers: string[] = [];
    for (const { channelId, userId } of guilds) {
      const before = (await sim.control.messages(channelId)).length;
      await sim.control.sendMessage({ channelId, author: userId, content: "who?" });
      const answer = async () => (await sim.control.messages(channelId))[before + 1]?.content;
      // What is written while a shard moves is lost: it is asked again.
      await eventually(async () => (await answer()) !== undefined).catch(() => {});
      answers.push((await answer()) ?? "nothing");
    }
    return answers;
  };
  const connected = async () => (await sim.control.sessions()).filter((each) => each.connected).length;
  const settles = (expected: readonly string[]) =>
    eventually(async () => {
      if ((await connected()) !== 2) return false;
      return expected.includes((await said()).join(", "));
    }, WAIT);

  const first = await pod("pod-a");
  await settles(["pod-a has Guild 0 and Guild 1, pod-a has Guild 0 and Guild 1"]);
  const second = await pod("pod-b");
  await settles(["pod-a has Guild 0, pod-b has Guild 1", "pod-b has Guild 0, pod-a has Guild 1"]);
  expect(await second.stop()).toBe(0);
  await settles(["pod-a has Guild 0 and Guild 1, pod-a has Guild 0 and Guild 1"]);
  expect(await first.stop()).toBe(0);
  expect([...first.noise, ...second.noise]).toEqual([]);
});
