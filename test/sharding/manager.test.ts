import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Simulator, SimulatorOptions } from "../../simulator/index.ts";
import { type Built, buildFiles, logged, run, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { guildsOfShards, sessionsOfTest } from "./guilds.ts";

const YAML = `version: "1"
name: Managed
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, total_shards: 4, processes: 2, session_store: { path: "\${env.SESSIONS}" } }
commands:
  - { name: ping, description: Answers, actions: [reply: "\${join(client.shard.ids, '+')}"] }
events:
  - event: message_create
    actions: [log: "\${message.content} on \${shard.id} of \${join(client.shard.ids, '+')}"]
`;

const guilds = guildsOfShards(4);
const cleanUp: (() => void | Promise<void>)[] = [];
let built: Built;
beforeAll(async () => {
  built = await buildFiles({ "furlow.yaml": YAML }, (done) => void cleanUp.push(done));
});
afterAll(async () => {
  for (const done of cleanUp) await done();
});

async function managed(options: SimulatorOptions = {}): Promise<{ sim: Simulator; bot: RunningBot }> {
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16, ...options });
  const bot = await run(built, sim, undefined, sessionsOfTest());
  await sim.control.waitForSessions(4, 10_000);
  return { sim, bot };
}

/** The processes that a manager has started, by the shards that the first of them runs. */
function children(bot: RunningBot): number[] {
  const text = readFileSync(`/proc/${bot.pid}/task/${bot.pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}

function shardsOf(pid: number): string {
  const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  return environment.find((each) => each.startsWith("SHARD_IDS="))?.slice("SHARD_IDS=".length) ?? "";
}

async function identifies(sim: Simulator): Promise<number[]> {
  const sessions = (await sim.control.sessions()).filter(({ connected }) => connected);
  return sessions.sort((a, b) => a.shard[0] - b.shard[0]).map(({ identifies }) => identifies);
}

function seen(bot: RunningBot): string[] {
  return bot.log.map(({ msg }) => msg).filter((msg) => msg.startsWith("hello"));
}

test("a manager spreads the shards over its processes and ends with them", async () => {
  const { sim, bot } = await managed();
  expect(children(bot).map(shardsOf)).toEqual(["0,2", "1,3"]);
  for (const { channelId } of guilds) await sim.control.sendMessage({ channelId, content: "hello" });
  await eventually(() => seen(bot).length === 4);
  expect(seen(bot).sort()).toEqual([
    "hello on 0 of 0+2",
    "hello on 1 of 1+3",
    "hello on 2 of 0+2",
    "hello on 3 of 1+3",
  ]);
  expect(bot.log.filter(({ msg }) => msg === "registered commands")).toHaveLength(1);
  expect(await bot.stop()).toBe(0);
  await eventually(async () => (await sim.control.sessions()).every(({ connected }) => !connected));
});

test("a process that ends is started again, later from time to time, and the others go on", async () => {
  const { sim, bot } = await managed();
  const second = () => children(bot).find((pid) => shardsOf(pid) === "1,3");
  for (const pause of [500, 1_000]) {
    process.kill(second()!, "SIGKILL");
    const line = await logged(bot, (each) => each["pause"] === pause);
    expect(line).toMatchObject({ process: 1, shards: [1, 3], signal: "SIGKILL" });
    await eventually(() => second() !== undefined);
    await sim.control.waitForSessions(4);
  }
  const [first, , third] = await identifies(sim);
  expect([first, third]).toEqual([1, 1]);
  const [{ channelId }] = [guilds[3]!];
  await sim.control.sendMessage({ channelId, content: "hello" });
  await eventually(() => seen(bot).includes("hello on 3 of 1+3"));
});

test("processes whose manager is killed end", async () => {
  const { sim, bot } = await managed();
  const pids = children(bot);
  expect(pids).toHaveLength(2);
  await bot.kill();
  await eventually(async () => (await sim.control.sessions()).every(({ connected }) => !connected));
});

test("all processes together keep to Discord's time between two IDENTIFYs", async () => {
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 2 });
  const start = performance.now();
  await run(built, sim, undefined, sessionsOfTest());
  await sim.control.waitForSessions(4, 10_000);
  expect(performance.now() - start).toBeGreaterThan(5_000);
  expect(await identifies(sim)).toEqual([1, 1, 1, 1]);
}, 20_000);
