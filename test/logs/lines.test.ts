import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { redactor } from "../../runtime-lib/log/redact.ts";
import type { Simulator } from "../../simulator/index.ts";
import { builtBefore, logged, run, simulator } from "../build/project.ts";
import { guildsOfShards, sessionsOfTest } from "../sharding/guilds.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";

const YAML = `version: "1"
name: Lines
plugins: ["./plugin.ts"]
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, total_shards: 2, broker: { type: local, url: "\${env.BROKER}" }, session_store: { type: file, path: "\${env.SESSIONS}" } }
commands:
  - name: trace
    description: Logs all over
    actions:
      - log: first
      - call_flow: inner
      - emit: nested
      - send_message: { channel: "123456789012345678", content: lost }
  - { name: leak, description: Tells a secret, actions: [emit: leak] }
flows:
  - { name: inner, actions: [log: { message: in a flow, level: warn }] }
events:
  - { event: nested, actions: [log: in an event] }
  - { event: message_create, actions: [log: "\${message.content}", log: { message: closely, level: debug }] }
`;

const PLUGIN = `import type { Client } from "@furlow/core/plugin";

export default (client: Client) => {
  client.on("leak", () => {
    throw new Error("refused: " + process.env["DISCORD_TOKEN"] + " of " + process.env["BROKER"]);
  });
};
`;

const PASSWORD = "pass%2Fword-1";
const BROKER = `redis://me:${PASSWORD}@redis.example.org:6379`;
const guilds = guildsOfShards(2);
const built = builtBefore({ "furlow.yaml": YAML, "plugin.ts": PLUGIN });

async function started(environment: Record<string, string> = {}): Promise<[RunningBot, Simulator]> {
  const sim = await simulator({
    guilds: guilds.map(({ seed }) => seed),
    maxConcurrency: 2,
    interactionTimeout: 60_000,
  });
  const settings = { ...sessionsOfTest(), BROKER, ...environment };
  const bot = await run(built(), sim, onTestFinished, settings);
  await sim.control.waitForSessions(2, 20_000);
  await logged(bot, ({ msg }) => msg === "registered commands");
  return [bot, sim];
}

const use = (sim: Simulator, command: string) =>
  sim.control.slash({ command, guildId: guilds[0]!.guildId, channelId: guilds[0]!.channelId });

test("all lines of an event have its id, down to the request that fails", async () => {
  const [bot, sim] = await started();
  await use(sim, "trace");
  const failure = await logged(bot, ({ level }) => level === "error");
  expect(failure).toMatchObject({
    handler: "/trace",
    event: expect.stringMatching(/^\d-[^-]{6}-\d+$/),
    request: "POST /channels/123456789012345678/messages",
    status: 404,
  });
  const lines = bot.log.filter(({ event }) => event === failure["event"]).map(({ msg }) => msg);
  expect(lines).toEqual(["first", "in a flow", "in an event", failure.msg]);
  await use(sim, "trace");
  await eventually(() => bot.log.filter(({ level }) => level === "error").length === 2);
  expect(new Set(bot.log.flatMap(({ event }) => event ?? [])).size).toBe(2);
});

test("no line holds a secret", async () => {
  const [bot, sim] = await started();
  await use(sim, "leak");
  const { msg, stack, event } = await logged(bot, ({ level }) => level === "error");
  expect(msg).toBe("refused: [redacted] of redis://me:[redacted]@redis.example.org:6379");
  expect(stack).toContain("refused: [redacted]");
  expect(event).toMatch(/^\d-/);
  expect(JSON.stringify(bot.log)).not.toContain(sim.token);
});

test("SIGUSR2 changes the level, and the next ones bring it back", async () => {
  const [bot, sim] = await started();
  const say = (content: string) => sim.control.sendMessage({ channelId: guilds[0]!.channelId, content });
  const told = () => bot.log.filter(({ msg }) => msg === "the log's level was changed");
  const changed = (count: number) => eventually(() => told().length === count);
  await say("one");
  await logged(bot, ({ msg }) => msg === "one");
  expect(bot.log.some(({ msg }) => msg === "closely")).toBe(false);
  bot.signal("SIGUSR2");
  await changed(1);
  await say("two");
  expect(await logged(bot, ({ msg }) => msg === "closely")).toMatchObject({ level: "debug" });
  bot.signal("SIGUSR2");
  await changed(2);
  bot.signal("SIGUSR2");
  await changed(3);
  expect(told().map((line) => line["to"])).toEqual(["debug", "trace", "info"]);
});

test("processes under a manager have its level", async () => {
  const [bot, sim] = await started({ FURLOW_PROCESSES: "2" });
  bot.signal("SIGUSR2");
  const told = () => bot.log.filter((line) => line["to"] === "debug").length;
  await eventually(() => told() === 3);
  for (const { channelId } of guilds)
    await sim.control.sendMessage({ channelId, content: `in ${channelId}` });
  for (const { channelId } of guilds) await logged(bot, ({ msg }) => msg === `in ${channelId}`);
  const children = readFileSync(`/proc/${bot.pid}/task/${bot.pid}/children`, "utf8")
    .trim()
    .split(" ")
    .map(Number);
  expect(children).toHaveLength(2);
  process.kill(children[1]!, "SIGKILL");
  await eventually(() => told() === 4);
});

test("credentials are found as they are, in addresses and in JSON", () => {
  const redact = redactor(["A", "B", "C", "D", "E", "F"], {
    A: 'with "quotes"\n',
    B: `postgres://user:${PASSWORD}@host/name`,
    C: "https://discord.com/api/webhooks/1/abcdefghijklmnopqrstuvwxyz-012345",
    D: "abc",
    E: "http://loki:3100",
    F: "postgres://db/bot?user=me&password=hunter2&sslmode=require",
  });
  expect(redact(JSON.stringify({ a: ['with "quotes"\n'] }))).toBe('{"a":["[redacted]"]}');
  expect(redact(`${PASSWORD} ${decodeURIComponent(PASSWORD)} on host/name`)).toBe(
    "[redacted] [redacted] on host/name",
  );
  expect(redact("of abcdefghijklmnopqrstuvwxyz-012345")).toBe("of [redacted]");
  expect(redact("hunter2 of me, require")).toBe("[redacted] of me, require");
  expect(redact("abc at http://loki:3100")).toBe("abc at http://loki:3100");
  expect(redact('{"a":{"token":"x\\"y","b":[{"Authorization":"Bot z"}]}}')).toBe(
    '{"a":{"token":"[redacted]","b":[{"Authorization":"[redacted]"}]}}',
  );
  expect(redact("POST /webhooks/123/aW50ZXJhY3Rpb24 failed")).toBe("POST /webhooks/123/[redacted] failed");
  expect(redact("https://discord.com/api/v10/interactions/1/aW50/callback")).toBe(
    "https://discord.com/api/v10/interactions/1/[redacted]/callback",
  );
});
