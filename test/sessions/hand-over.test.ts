import { cpSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { builtBefore, run, simulator } from "../build/project.ts";
import { guildsOfShards } from "../sharding/guilds.ts";
import { atEndOfTest } from "../support/at-end-of-test.ts";
import { eventually, PATIENCE } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { temporaryFolder } from "../support/temporary.ts";

/** How long the debounce of the bot waits: longer than it takes to start a process. */
const DEBOUNCE = 4_000; /* ms */

const YAML = `version: "1"
name: Remembering
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, total_shards: 2 }
events:
  - event: message_create
    actions: [log: "seen \${message.content} in \${guild.name}"]
  - event: message_create
    once: true
    actions: [log: "once \${message.content} in \${guild.name}"]
  - event: message_create
    throttle: 10m
    actions: [log: "throttled \${message.content} in \${guild.name}"]
  - event: message_create
    cooldown: { scope: user, duration: 10m }
    actions: [log: "cooled \${message.content} in \${guild.name}"]
  - event: message_create
    debounce: ${DEBOUNCE}
    actions: [log: "debounced \${message.content} in \${guild.name}"]
`;

const guilds = guildsOfShards(2);
const built = builtBefore({ "furlow.yaml": YAML });

/** Starts one process after another, with one folder for their sessions. */
async function successors(): Promise<{ sim: Simulator; start: () => Promise<RunningBot> }> {
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
  const folder = temporaryFolder();
  atEndOfTest(() => folder.remove());
  cpSync(join(built().folder, "dist"), join(folder.path, "dist"), { recursive: true });
  const start = async () => {
    const bot = await run({ ...built(), folder: folder.path }, sim);
    await sim.control.waitForSessions(2, PATIENCE);
    return bot;
  };
  return { sim, start };
}

async function send(sim: Simulator, content: string): Promise<void> {
  for (const { channelId, userId } of guilds)
    await sim.control.sendMessage({ channelId, content, author: userId });
}

const kinds = ["once", "throttled", "cooled", "debounced"];
/** What was logged, without what every message gives. */
function ran({ log }: RunningBot): string[] {
  return log.map(({ msg }) => msg).filter((msg) => kinds.includes(msg.split(" ")[0]!));
}
const seen = ({ log }: RunningBot) => log.filter(({ msg }) => msg.startsWith("seen ")).length;
const both = (text: string) => [`${text} in Guild 0`, `${text} in Guild 1`];
const FIRST = ["once one", "throttled one", "cooled one"].flatMap(both).sort();

test.concurrent("what handlers remember goes along when a process hands its shards over", async () => {
  const { sim, start } = await successors();
  const first = await start();
  await send(sim, "one");
  await eventually(() => ran(first).length === FIRST.length);
  await send(sim, "two");
  await eventually(() => seen(first) === 4);
  expect(await first.stop()).toBe(0);
  expect(ran(first).sort()).toEqual(FIRST);
  const second = await start();
  await eventually(() => ran(second).length === 2, 2 * DEBOUNCE);
  await send(sim, "three");
  await eventually(() => ran(second).length === 4, 2 * DEBOUNCE);
  expect(ran(second).sort()).toEqual([...both("debounced three"), ...both("debounced two")]);
  // It was told when the first process ran, and not again.
  expect(ran(first).sort()).toEqual(FIRST);
});

test.concurrent("after a crash, too, as of the last save", async () => {
  const { sim, start } = await successors();
  const first = await start();
  await send(sim, "one");
  await eventually(() => ran(first).length === FIRST.length);
  await send(sim, "two");
  await eventually(() => seen(first) === 4);
  // Long enough for a save.
  await setTimeout(1_500);
  await first.kill();
  expect(ran(first).sort()).toEqual(FIRST);
  const second = await start();
  await send(sim, "three");
  const last = both("debounced three");
  await eventually(() => last.every((text) => ran(second).includes(text)), 3 * DEBOUNCE);
  await setTimeout(500);
  // Whether the message came before the debounce was over or not.
  const got = ran(second).sort();
  expect([
    [...both("debounced three")],
    [...both("debounced three"), ...both("debounced two")],
  ]).toContainEqual(got);
});
