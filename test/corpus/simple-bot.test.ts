import { join, relative } from "node:path";
import { Database } from "node-sqlite3-wasm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InteractionResponse, Simulator, SlashCall } from "../../simulator/index.ts";
import { DEFAULT_IDS, defaultGuild, startSimulator } from "../../simulator/index.ts";
import { openapiPath } from "../simulator/openapi-path.ts";
import { buildBot } from "../support/build.ts";
import { CORPUS, hasCorpus } from "../support/corpus.ts";
import { RunningBot } from "../support/running-bot.ts";
import { type TemporaryFolder, temporaryFolder, writeFiles } from "../support/temporary.ts";

const BOT = join(CORPUS, "examples/simple-bot");
const ANN = "1100000000000000099";
const COMMANDS = ["8ball", "choose", "echo", "hello", "ping", "roll", "serverinfo", "userinfo"];

const GUILD = {
  ...defaultGuild(),
  ownerId: ANN,
  memberCount: 1_234,
  premiumTier: 2,
  members: [
    { id: DEFAULT_IDS.user, username: "tester", nick: "Tess", avatar: "0123456789abcdef0123456789abcdef" },
    { id: ANN, username: "ann", globalName: "Ann" },
  ],
};

/** The bot from where it lies, at work in a folder of its own. */
interface Running {
  readonly sim: Simulator;
  readonly bot: RunningBot;
  readonly folder: TemporaryFolder;
  close(): Promise<void>;
}

async function start(source: string, folder: TemporaryFolder, warnings: readonly string[]): Promise<Running> {
  const { diagnostics } = await buildBot({ folder: source, out: join(folder.path, "dist") });
  expect(diagnostics.map(({ code }) => code)).toEqual(warnings);
  const openapi = openapiPath();
  const sim = await startSimulator({
    rateLimits: "off",
    guilds: [GUILD],
    identifyInterval: 100,
    ...(openapi && { openapi }),
  });
  const bot = await RunningBot.start(folder.path, sim, { LOG_LEVEL: "debug" });
  return {
    sim,
    bot,
    folder,
    async close() {
      await bot.kill();
      await sim.close();
      folder.remove();
    },
  };
}

/** What is stored in the bot's database, by key. */
function stored(folder: string): Record<string, unknown> {
  const database = new Database(join(folder, "data/bot.db"), { readOnly: true });
  try {
    const rows = database.all("SELECT key, value FROM furlow_state") as { key: string; value: string }[];
    return Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]));
  } finally {
    database.close();
  }
}

describe.skipIf(!hasCorpus)("the simple bot of the corpus", () => {
  let running: Running;
  beforeAll(async () => {
    running = await start(BOT, temporaryFolder(), ["FUR3407", "FUR3204"]);
    const { bot, sim } = running;
    await bot.until(async () => (await sim.control.commands()).length === COMMANDS.length);
  });
  afterAll(() => running?.close());

  const slash = async (call: SlashCall): Promise<InteractionResponse> => {
    const { interactionId } = await running.sim.control.slash(call);
    return running.sim.control.waitForResponse(interactionId);
  };
  const said = async (call: SlashCall) => (await slash(call)).message?.["content"];

  test("registers its commands", async () => {
    const commands = await running.sim.control.commands();
    expect(commands.map(({ name }) => name).sort()).toEqual(COMMANDS);
    const options = (name: string) => commands.find((each) => each.name === name)?.["options"];
    expect(options("ping") ?? []).toEqual([]);
    expect(options("hello")).toMatchObject([{ name: "user", type: 6, description: "The user to greet" }]);
    expect(options("roll")).toMatchObject([
      { name: "dice", type: 4, min_value: 1, max_value: 10 },
      { name: "sides", type: 4, min_value: 2, max_value: 100 },
    ]);
  });

  test("takes its name, and nothing else of its account changes", async () => {
    const { sim, bot } = running;
    const { body } = await sim.control.waitFor({ method: "PATCH", path: "/users/@me" });
    expect(body).toEqual({ username: "SimpleBot" });
    await bot.until(() => bot.log.some(({ msg }) => msg === "changed the bot's identity"));
  });

  test("identifies with its presence", async () => {
    const [session] = await running.sim.control.sessions();
    expect(session).toMatchObject({
      presenceUpdates: 0,
      presence: { status: "online", activities: [{ name: "for /help", type: 3 }] },
    });
  });

  test("says that it is ready", async () => {
    const { bot } = running;
    await bot.until(() => bot.log.some(({ msg }) => msg === "Bot is ready! Serving 1 guilds"));
  });

  test("/ping", async () => {
    const { message, data } = await slash({ command: "ping" });
    expect(message?.["content"]).toMatch(/^Pong! Latency: \d+ms$/);
    expect(data?.["flags"]).toBe(64);
  });

  test("/hello greets who asks, or someone else", async () => {
    expect(await said({ command: "hello" })).toBe("Hello, Tess!");
    expect(await said({ command: "hello", user: ANN })).toBe("Hello, Ann!");
    expect(await said({ command: "hello", options: { user: ANN } })).toBe(`Hello, <@${ANN}>!`);
  });

  test("/echo sends the text and says so to the user alone", async () => {
    const { message, data } = await slash({ command: "echo", options: { message: "**loud** @everyone" } });
    expect(message?.["content"]).toBe("Message sent!");
    expect(data?.["flags"]).toBe(64);
    const sent = await running.sim.control.messages(DEFAULT_IDS.general);
    expect(sent.find(({ content }) => content === "**loud** @everyone")).toMatchObject({
      author: { bot: true },
      mention_everyone: false,
    });
  });

  test("/serverinfo", async () => {
    const { message } = await slash({ command: "serverinfo" });
    const { embeds } = message as unknown as { embeds: Record<string, unknown>[] };
    expect(embeds).toHaveLength(1);
    expect(embeds[0]).toMatchObject({
      title: "Test Guild",
      thumbnail: { url: `https://cdn.discordapp.com/icons/${DEFAULT_IDS.guild}/.png` },
      color: 0x5865f2,
      fields: [
        { name: "Owner", value: `<@${ANN}>`, inline: true },
        { name: "Members", value: "1,234", inline: true },
        { name: "Created", value: created(DEFAULT_IDS.guild), inline: true },
        { name: "Boost Level", value: "Tier 2", inline: true },
      ],
      footer: { text: `ID: ${DEFAULT_IDS.guild}` },
    });
  });

  test.each([
    ["who asks", {}, "tester", DEFAULT_IDS.user, /\/avatars\/1100000000000000005\/0123456789abcdef/],
    ["another user", { user: ANN }, "ann", ANN, /\/embed\/avatars\/\d\.png$/],
  ])("/userinfo of %s", async (_who, options, name, id, avatar) => {
    const { message } = await slash({ command: "userinfo", options });
    const { embeds } = message as unknown as { embeds: Record<string, unknown>[] };
    expect(embeds[0]).toMatchObject({
      title: name,
      thumbnail: { url: expect.stringMatching(avatar) },
      color: 0x5865f2,
      fields: [
        { name: "ID", value: `\`${id}\`` },
        { name: "Created", value: created(id) },
        { name: "Bot", value: "No" },
      ],
    });
    const age = Date.now() - Date.parse(String(embeds[0]?.["timestamp"]));
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(30_000);
  });

  test("/roll stays within what the dice can show", async () => {
    const roll = async (options: Record<string, number>) => {
      const match = /^Rolling (\d+d\d+)\.\.\. \*\*(\d+)\*\*$/.exec(
        String(await said({ command: "roll", options })),
      );
      return { dice: match?.[1], sum: Number(match?.[2]) };
    };
    const one = await roll({});
    expect(one.dice).toBe("1d6");
    expect(one.sum).toSatisfy((sum: number) => sum >= 1 && sum <= 6);
    const many = await roll({ dice: 3, sides: 4 });
    expect(many.dice).toBe("3d4");
    expect(many.sum).toSatisfy((sum: number) => sum >= 3 && sum <= 12);
  });

  test("/8ball", async () => {
    const answer = await said({ command: "8ball", options: { question: "Will it work?" } });
    expect(answer).toMatch(/^\*\*Question:\*\* Will it work\?\n\*\*Answer:\*\* (Yes|No|[A-Z][a-z ]+)\s*$/);
  });

  test("/choose takes one of the options, without the blanks around it", async () => {
    const answer = await said({ command: "choose", options: { options: "tea , coffee,  milk" } });
    expect(answer).toMatch(/^I choose: \*\*(tea|coffee|milk)\*\*$/);
  });

  test("logs who joins", async () => {
    const { sim, bot } = running;
    await sim.control.joinMember(DEFAULT_IDS.guild, { username: "ben" });
    await bot.until(() => bot.log.some(({ msg }) => msg === "ben joined Test Guild"));
  });

  test("counts that member, does nothing that Discord refuses, and stops in order", async () => {
    const { sim, bot, folder } = running;
    const { message } = await slash({ command: "serverinfo" });
    expect(JSON.stringify(message)).toContain("1,235");
    expect(await bot.stop()).toBe(0);
    expect(await sim.control.problems()).toEqual([]);
    expect(bot.log.filter(({ level }) => level !== "info")).toEqual([]);
    expect(bot.noise).toEqual([]);
    // No command calls the flow that counts.
    expect(stored(folder.path)).toEqual({});
  });
});

describe.skipIf(!hasCorpus)("a bot that imports it", () => {
  test("counts in the database with its flow, over a restart", async () => {
    const folder = temporaryFolder();
    const source = `version: "0.1"
imports: [${JSON.stringify(relative(folder.path, join(BOT, "furlow.yaml")))}]
commands:
  - name: counted
    description: Counts
    actions:
      - call_flow: { flow: log_command, args: { command_name: counted } }
      - reply: "\${state.global.command_count}"
`;
    writeFiles(folder.path, { "furlow.yaml": source });
    const { sim, bot, close } = await start(folder.path, folder, ["FUR3407"]);
    const said = async () => {
      const { interactionId } = await sim.control.slash({ command: "counted" });
      return (await sim.control.waitForResponse(interactionId)).message?.["content"];
    };
    try {
      await bot.until(async () => (await sim.control.commands()).length === COMMANDS.length + 1);
      expect([await said(), await said()]).toEqual(["1", "2"]);
      const lines = bot.log.filter(({ level }) => level === "debug").map(({ msg }) => msg);
      expect(lines).toEqual(["Command executed: counted", "Command executed: counted"]);
      expect(await bot.stop()).toBe(0);
      expect(stored(folder.path)).toEqual({ "global:command_count": 2 });
      const again = await RunningBot.start(folder.path, sim);
      try {
        expect(await said()).toBe("3");
        expect(await again.stop()).toBe(0);
      } finally {
        await again.kill();
      }
      expect(stored(folder.path)).toEqual({ "global:command_count": 3 });
    } finally {
      await close();
    }
  }, 60_000);
});

/** `<t:…:R>`, the moment in an id. */
function created(id: string): string {
  return `<t:${Math.floor(Number((BigInt(id) >> 22n) + 1_420_070_400_000n) / 1000)}:R>`;
}
