import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Simulator, SimulatorOptions } from "../../simulator/index.ts";
import { builtBefore, logged, run, simulator } from "../build/project.ts";
import { ask, HEALTH } from "../health/ask.ts";
import { eventually, PATIENCE } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { guildsOfShards, sessionsOfTest } from "./guilds.ts";
import { commandsIn } from "./processes.ts";

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
const built = builtBefore({ "furlow.yaml": YAML, "furlow.config.yaml": "health: { enabled: true }\n" });

async function managed(options: SimulatorOptions = {}): Promise<{ sim: Simulator; bot: RunningBot }> {
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16, ...options });
  const bot = await run(built(), sim, undefined, { ...sessionsOfTest(), ...HEALTH });
  await sim.control.waitForSessions(4, 10_000);
  return { sim, bot };
}

/** The processes that a manager has started, by the shards that the first of them runs. */
function children(bot: RunningBot): number[] {
  const text = readFileSync(`/proc/${bot.pid}/task/${bot.pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}

/** The shards that a process was told; none of one that has ended meanwhile. */
function shardsOf(pid: number): string {
  let environment: string[];
  try {
    environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return "";
  }
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
  expect(children(bot).map(shardsOf)).toEqual(["0,1", "2,3"]);
  for (const { channelId } of guilds) await sim.control.sendMessage({ channelId, content: "hello" });
  await eventually(() => seen(bot).length === 4);
  expect(seen(bot).sort()).toEqual([
    "hello on 0 of 0+1",
    "hello on 1 of 0+1",
    "hello on 2 of 2+3",
    "hello on 3 of 2+3",
  ]);
  expect(bot.log.filter(({ msg }) => msg === "registered commands")).toHaveLength(1);
  expect(await bot.stop()).toBe(0);
  await eventually(async () => (await sim.control.sessions()).every(({ connected }) => !connected));
});

test("a process that ends is started again, later from time to time, and the others go on", async () => {
  const { sim, bot } = await managed();
  const second = () => children(bot).find((pid) => shardsOf(pid) === "2,3");
  for (const pause of [500, 1_000]) {
    process.kill(second()!, "SIGKILL");
    const line = await logged(bot, (each) => each["pause"] === pause);
    expect(line).toMatchObject({ process: 1, shards: [2, 3], signal: "SIGKILL" });
    await eventually(() => second() !== undefined);
    await sim.control.waitForSessions(4, PATIENCE);
  }
  const [first, next] = await identifies(sim);
  expect([first, next]).toEqual([1, 1]);
  const [{ channelId }] = [guilds[3]!];
  await sim.control.sendMessage({ channelId, content: "hello" });
  await eventually(() => seen(bot).includes("hello on 3 of 2+3"));
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
  await run(built(), sim, undefined, { ...sessionsOfTest(), ...HEALTH });
  await sim.control.waitForSessions(4, 10_000);
  expect(performance.now() - start).toBeGreaterThan(5_000);
  expect(await identifies(sim)).toEqual([1, 1, 1, 1]);
}, 20_000);

test("of eight processes one in a crash loop disturbs no other, and health says which it is", async () => {
  const eight = guildsOfShards(8);
  const seeds = eight.map(({ seed }) => seed);
  const sim = await simulator({ guilds: seeds, maxConcurrency: 16, interactionTimeout: 8_000 });
  const environment = { ...sessionsOfTest(), ...HEALTH, TOTAL_SHARDS: "8", FURLOW_PROCESSES: "8" };
  const bot = await run(built(), sim, undefined, environment);
  await sim.control.waitForSessions(8, 20_000);
  await eventually(async () => (await ask(bot, "/health")).code === 200);
  const pids = children(bot);
  expect(pids.map(shardsOf)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);

  const fifth = () => children(bot).find((pid) => shardsOf(pid) === "5");
  for (const pause of [500, 1_000, 2_000, 4_000]) {
    await eventually(() => fifth() !== undefined);
    process.kill(fifth()!, "SIGKILL");
    expect(await logged(bot, (line) => line["pause"] === pause)).toMatchObject({ process: 5, shards: [5] });
  }
  const answer = commandsIn(sim, eight);
  const others = [0, 1, 2, 3, 4, 6, 7];
  const answers = Promise.all(others.map((shard) => answer("ping", shard)));
  const [health, live, started, ready] = await Promise.all(
    ["/health", "/live", "/startup", "/ready"].map((path) => ask(bot, path)),
  );
  expect(await answers).toEqual(others.map(String));
  expect([health!.code, live!.code, started!.code]).toEqual([503, 200, 200]);
  const processes = health!.body["processes"] as Record<string, unknown>[];
  expect(processes.map(({ status }) => status)).toEqual(eight.map((_, i) => (i === 5 ? "failing" : "ok")));
  expect(processes[5]).toMatchObject({
    process: 5,
    shards: [5],
    restarts: 3,
    failures: 4,
    ended: "SIGKILL",
    reason: "it ended with SIGKILL, for the 4. time in a row",
    retryAt: expect.stringMatching(/^20.*Z$/),
  });
  expect(processes[0]).toMatchObject({
    pid: pids[0],
    shards: [0],
    restarts: 0,
    checks: { discord_gateway: { status: "ok", shards: [{ id: 0, status: "connected" }] } },
  });
  expect(ready).toMatchObject({
    code: 503,
    body: { reason: expect.stringMatching(/^process 5: it ended with SIGKILL/) },
  });

  await eventually(async () => (await ask(bot, "/health")).code === 200, 20_000);
  expect(await answer("ping", 5)).toBe("5");
  expect(children(bot).filter((pid) => pids.includes(pid))).toEqual(pids.filter((_, i) => i !== 5));
  expect((await identifies(sim)).filter((_, i) => i !== 5)).toEqual(others.map(() => 1));
}, 60_000);
