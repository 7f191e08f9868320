import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { proxyRequests } from "@discordjs/proxy";
import { REST } from "@discordjs/rest";
import { expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { buildFiles, simulator } from "../build/project.ts";
import { guildsOfShards } from "../sharding/guilds.ts";
import { eventually } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";

const MESSAGES = 8;

const YAML = `version: "1"
name: Behind a proxy
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true }
commands:
  - name: ping
    description: Answers
    actions: [reply: pong]
events:
  - event: message_create
    when: "!user.bot"
    actions:
      - repeat:
          times: ${MESSAGES}
          as: i
          do: [send_message: "n \${i}"]
`;

/** The address of a proxy of @discordjs for a Discord, and what has come to it. */
async function proxyFor(sim: Simulator): Promise<{ address: string; paths: string[] }> {
  const rest = new REST({ api: sim.apiUrl, version: "10" });
  const handle = proxyRequests(rest);
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    void (async () => await handle(request, response))().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths };
}

test("two processes send all requests through a proxy, which keeps to the limits for both", async () => {
  const [guild] = guildsOfShards(2);
  const guilds = guildsOfShards(2).map(({ seed }) => seed);
  const sim = await simulator({ guilds, maxConcurrency: 16, rateLimits: "discord" });
  const { address, paths } = await proxyFor(sim);
  const built = await buildFiles({
    "furlow.yaml": YAML,
    "furlow.config.yaml": 'rest: { proxy: "${env.PROXY_OF_TEST}" }',
  });
  const bots = await Promise.all(
    ["0", "1"].map((SHARD_IDS) =>
      RunningBot.start(built.folder, sim, {
        SHARD_IDS,
        TOTAL_SHARDS: "2",
        PROXY_OF_TEST: address,
        // Nobody is there: what does not go through the proxy goes nowhere.
        DISCORD_API_URL: "http://127.0.0.1:9/api",
      }),
    ),
  );
  for (const bot of bots) onTestFinished(() => bot.kill());
  const told = () => bots.map((bot) => bot.transcript()).join("\n");
  await sim.control.waitForSessions(2);
  await eventually(async () => (await sim.control.commands()).length === 1);
  for (const { channelId, userId } of guildsOfShards(2))
    await sim.control.sendMessage({ channelId, author: userId, content: "go" });
  const { guildId, channelId, userId } = guild!;
  const { interactionId } = await sim.control.slash({ command: "ping", guildId, channelId, user: userId });
  const { message } = await sim.control.waitForResponse(interactionId, { timeout: 8_000, filled: true });
  expect(message?.["content"]).toBe("pong");
  const numbered = async (channel: string) =>
    (await sim.control.messages(channel))
      .map(({ content }) => content)
      .filter((text) => text.startsWith("n "));
  // In the order in which they were sent.
  const sent = Array.from({ length: MESSAGES }, (_, i) => `n ${i}`);
  for (const { channelId } of guildsOfShards(2)) {
    await eventually(async () => (await numbered(channelId)).length >= MESSAGES).catch((error: unknown) => {
      throw new Error(`${error}\n${told()}`);
    });
    expect(await numbered(channelId)).toEqual(sent);
  }
  const requests = await sim.control.requests();
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(paths.length).toBe(requests.length);
  expect(paths.filter((path) => path.endsWith("/callback"))).toHaveLength(1);
  expect(bots.flatMap(({ log }) => log.filter(({ level }) => level === "error" || level === "warn"))).toEqual(
    [],
  );
}, 60_000);
