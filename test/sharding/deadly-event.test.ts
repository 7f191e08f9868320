import { setTimeout } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, builtBefore, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";
import { guildsOfShards, sessionsOfTest } from "./guilds.ts";

vi.setConfig({ testTimeout: 120_000 /* ms */ });

const YAML = `version: "1"
name: Mortal
plugins: ["./die.ts"]
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, total_shards: 2, session_store: { path: "\${env.SESSIONS}" } }
events:
  - event: message_create
    when: "!message.author.bot && !(message.content|startsWith('deadly'))"
    actions: [{ send_message: { content: "re \${message.content}" } }]
  - { event: message_create, when: message.content == "deadly", actions: [emit: die] }
  - { event: message_create, when: message.content == "deadly later", actions: [{ wait: 1500 }, { emit: die }] }
`;

const PLUGIN = `import type { Client } from "@furlow/core/plugin";

export default (client: Client) => client.on("die", () => process.kill(process.pid, "SIGKILL"));
`;

const GIVEN_UP = "an event is given up: each process that ran it has died";

/** Processes that an event may cost: the first, one that gets it again, and those that begin it once more on their own. */
const MOST_DEATHS = 4;

const guilds = guildsOfShards(2);
const built = builtBefore({ "furlow.yaml": YAML, "die.ts": PLUGIN });

/** Starts processes, each after the death of the one before, until one says that it gives up; gives it and how many died. */
async function untilOneLives(first: RunningBot, start: () => Promise<RunningBot>) {
  const lives = (bot: RunningBot) => bot.until(() => bot.log.some(({ msg }) => msg === GIVEN_UP));
  let bot: RunningBot | undefined = first;
  for (let deaths = 0; deaths <= MOST_DEATHS; deaths++) {
    if (bot !== undefined && (await lives(bot).then(() => true, isOver))) return { bot, deaths };
    // It may die while it starts.
    bot = await start().catch(() => undefined);
  }
  throw new Error(`more than ${MOST_DEATHS} processes have died`);
}

function isOver(error: unknown): false {
  if (/the bot ended/.test(String(error))) return false;
  throw error;
}

/** What was answered in the channel of a shard. */
async function answers({ control }: Simulator, shard: number): Promise<unknown[]> {
  const messages = await control.messages(guilds[shard]!.channelId);
  const contents = messages.map(({ content }) => String(content));
  return contents.filter((content) => content.startsWith("re ")).sort();
}

async function survives(deadly: string, { folder }: Built): Promise<void> {
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
  const environment = sessionsOfTest();
  const send = async (...contents: string[]) => {
    for (const content of contents)
      for (const { channelId } of guilds) await sim.control.sendMessage({ channelId, content });
  };
  const start = () => RunningBot.start(folder, sim, environment);
  const first = await start();
  await sim.control.waitForSessions(2);
  await send("before");
  // Long enough for a save: without one the next process begins new sessions.
  await setTimeout(1_500);
  const [{ channelId }] = guilds as [(typeof guilds)[0]];
  await sim.control.sendMessage({ channelId, content: deadly });
  await send("after", "and after that");
  const { bot, deaths } = await untilOneLives(first, start);
  try {
    expect(deaths).toBeGreaterThanOrEqual(2);
    const line = bot.log.find(({ msg }) => msg === GIVEN_UP);
    expect(line).toMatchObject({ level: "error", shardId: 0, dispatch: "MESSAGE_CREATE", attempts: 3 });
    expect(line?.["event"]).toMatch(/^0-\w+-\d+$/);
    await send("finally");
    const all = ["re after", "re and after that", "re before", "re finally"];
    await eventually(async () => (await answers(sim, 0)).length + (await answers(sim, 1)).length >= 8);
    expect([await answers(sim, 0), await answers(sim, 1)]).toEqual([all, all]);
  } finally {
    await bot.kill();
  }
}

test("an event that kills its process at once is given up, and nothing else is lost or done twice", async () => {
  await survives("deadly", built());
});

test("so is one that kills it later", async () => {
  await survives("deadly later", built());
});
