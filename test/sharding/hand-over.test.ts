import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { builtBefore, logged, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { guildsOfShards } from "./guilds.ts";
import { Successors, sessions } from "./successors.ts";

const YAML = `version: "1"
name: Handed over
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, total_shards: 2 }
events:
  - event: ready
    actions: [log: ready]
  - event: message_create
    actions:
      - wait: "\${message.content == 'slow' ? 600 : 0}"
      - log: "\${message.content} in \${guild.name} by \${client.user.username}"
`;

/** One that receives more. */
const OTHER_INTENTS = YAML.replace("guild_messages,", "guild_messages, guild_members,");
const SHOWING = `${YAML}presence: { activity: { name: one } }\n`;

const guilds = guildsOfShards(2);
const built = {
  same: builtBefore({ "furlow.yaml": YAML }),
  intents: builtBefore({ "furlow.yaml": OTHER_INTENTS }),
  one: builtBefore({ "furlow.yaml": SHOWING }),
  two: builtBefore({ "furlow.yaml": SHOWING.replace("one", "two") }),
};

async function successors(): Promise<Successors> {
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
  return new Successors(sim, built.same());
}

async function send(sim: Simulator, ...contents: string[]): Promise<void> {
  for (const content of contents)
    for (const { channelId } of guilds) await sim.control.sendMessage({ channelId, content });
}

function seen(...bots: RunningBot[]): string[] {
  return bots.flatMap(({ log }) => log.map(({ msg }) => msg)).filter((msg) => msg.includes(" in Guild"));
}

function activityOf(presence: Record<string, unknown> | null): unknown {
  return (presence?.["activities"] as { name: string }[] | undefined)?.[0]?.name;
}

test("a process that is stopped leaves its sessions to the next one: nothing is lost, nothing is done twice", async () => {
  const processes = await successors();
  const { sim } = processes;
  const first = await processes.start();
  await logged(first, ({ msg }) => msg === "ready");
  await send(sim, "before");
  await eventually(() => seen(first).length === 2);
  await send(sim, "slow");
  expect(await first.stop()).toBe(0);
  await send(sim, "between");
  const second = await processes.start();
  await send(sim, "after");
  await eventually(() => seen(second).length === 4);
  const [{ msg }] = [first.log.find((line) => line.msg.startsWith("before"))!];
  const who = msg.slice(msg.indexOf(" by "));
  const both = (text: string) => [`${text} in Guild 0${who}`, `${text} in Guild 1${who}`];
  expect(seen(first).sort()).toEqual([...both("before"), ...both("slow")]);
  expect(seen(second).sort()).toEqual([...both("after"), ...both("between")]);
  expect(await sessions(sim)).toEqual([
    { identifies: 1, resumes: 1 },
    { identifies: 1, resumes: 1 },
  ]);
  expect(second.log.filter((line) => line.msg === "ready")).toEqual([]);
});

test("after a crash nothing is lost: what came after the last save comes again", async () => {
  const processes = await successors();
  const { sim } = processes;
  const first = await processes.start();
  await send(sim, "before");
  await eventually(() => seen(first).length === 2);
  // Long enough for a save.
  await setTimeout(1_500);
  await send(sim, "slow");
  await setTimeout(100);
  await first.kill();
  await send(sim, "between");
  const second = await processes.start();
  await eventually(() => seen(second).length === 4, 5_000);
  const texts = (bot: RunningBot) =>
    seen(bot)
      .map((text) => text.replace(/ by .*/, ""))
      .sort();
  expect(texts(first)).toEqual(["before in Guild 0", "before in Guild 1"]);
  expect(texts(second)).toEqual([
    "between in Guild 0",
    "between in Guild 1",
    "slow in Guild 0",
    "slow in Guild 1",
  ]);
  expect(await sessions(sim)).toEqual([
    { identifies: 1, resumes: 1 },
    { identifies: 1, resumes: 1 },
  ]);
});

test("handlers that a saved dispatch was left with run again after a crash", async () => {
  const processes = await successors();
  const { sim } = processes;
  const first = await processes.start();
  await send(sim, "before");
  await eventually(() => seen(first).length === 2);
  // It takes 600 ms: whenever a save happens, one is under way.
  for (let i = 0; i < 4; i++) {
    await send(sim, "slow");
    await setTimeout(400);
  }
  await first.kill();
  const second = await processes.start();
  await logged(second, ({ msg }) => msg === "running handlers again that were not finished");
  await eventually(() => {
    const count = (guild: number) =>
      seen(first, second).filter((text) => text.startsWith(`slow in Guild ${guild}`)).length;
    return count(0) >= 4 && count(1) >= 4;
  }, 5_000);
});

test("another version with other intents begins new sessions and says why", async () => {
  const processes = await successors();
  const { sim } = processes;
  const first = await processes.start();
  await first.stop();
  const second = await processes.start(built.intents());
  const why = "the session was identified otherwise";
  expect(second.log.filter(({ msg }) => msg.startsWith(why))).toHaveLength(2);
  await send(sim, "after");
  await eventually(() => seen(second).length === 2);
  expect((await sessions(sim)).map(({ identifies }) => identifies)).toEqual([2, 2]);
});

test("another version shows what it is to show, also where it goes on with the sessions of the one before", async () => {
  const processes = await successors();
  const { sim } = processes;
  const shows = async (text: string | undefined) => {
    const connected = (await sim.control.sessions()).filter((session) => session.connected);
    return connected.length === 2 && connected.every(({ presence }) => activityOf(presence) === text);
  };
  for (const [version, text] of [
    ["one", "one"],
    ["two", "two"],
    ["two", "two"],
    ["same", undefined],
    ["one", "one"],
  ] as const) {
    const bot = await processes.start(built[version]());
    await bot.until(() => shows(text));
    expect(await bot.stop()).toBe(0);
  }
  const all = await sim.control.sessions();
  expect(all.map(({ identifies, resumes }) => ({ identifies, resumes }))).toEqual([
    { identifies: 1, resumes: 4 },
    { identifies: 1, resumes: 4 },
  ]);
  // The third process found shown what it is to show.
  expect(all.map(({ presenceUpdates }) => presenceUpdates)).toEqual([3, 3]);
});
