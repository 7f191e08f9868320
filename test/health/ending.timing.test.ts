import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { builtBefore, logged, positionOf, run, simulator } from "../build/project.ts";
import { guildsOfShards, sessionsOfTest } from "../sharding/guilds.ts";
import { commandsIn } from "../sharding/processes.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { HEALTH } from "./ask.ts";

const YAML = `version: "1"
name: Ending
plugins: ["./hang.ts"]
sharding: { enabled: true, total_shards: 2, session_store: { path: "\${env.SESSIONS}" } }
health: { enabled: true, watchdog: "\${env.WATCHDOG}" }
shutdown: { timeout: 60s }
commands:
  - { name: hang, description: Never ends, actions: [emit: hang] }
  - { name: endless, description: Waits for long, actions: [log: begins, wait: 100s] }
`;

const PLUGIN = `import type { Client } from "@furlow/core/plugin";

export default (client: Client) => {
  client.on("hang", () => {
    for (let i = 0; ; i++) if (i < 0) return;
  });
};
`;

const LIMIT = 2_000; /* ms */
const guilds = guildsOfShards(2);
const built = builtBefore({ "furlow.yaml": YAML, "hang.ts": PLUGIN });

beforeAll(() => {
  expect(positionOf(PLUGIN, "for (let")).toBe("5:5");
});

async function started(environment: Record<string, string> = {}): Promise<[RunningBot, Simulator]> {
  const seeds = guilds.map(({ seed }) => seed);
  const sim = await simulator({ guilds: seeds, maxConcurrency: 2, interactionTimeout: 60_000 });
  const settings = { ...sessionsOfTest(), ...HEALTH, WATCHDOG: String(LIMIT), ...environment };
  const bot = await run(built(), sim, onTestFinished, settings);
  await sim.control.waitForSessions(2, 20_000);
  await logged(bot, ({ msg }) => msg === "registered commands");
  return [bot, sim];
}

/** Milliseconds until it has ended. */
async function timeToEnd(bot: RunningBot): Promise<[code: number | null, time: number]> {
  const since = performance.now();
  return [await bot.ended, performance.now() - since];
}

test("a plugin that never returns ends the process, which says where it hangs", async () => {
  const [bot, sim] = await started();
  void commandsIn(sim, guilds)("hang", 0).catch(() => {});
  const [code, time] = await timeToEnd(bot);
  expect(code).toBe(70);
  expect(time).toBeGreaterThan(LIMIT * 0.8);
  expect(time).toBeLessThan(LIMIT + 2_000);
  const lines = bot.noise.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  expect(lines).toEqual([
    {
      level: "fatal",
      time: expect.any(String),
      msg: expect.stringMatching(/^the event loop has stood still for \d s: the process ends$/),
    },
  ]);
  const { msg, stack } = bot.log.at(-1)!;
  expect(msg).toBe("the event loop stands still");
  expect(stack).toMatch(/^ {4}at hang\.ts:5:/m);
});

test("a process that was stopped, and one that is slow, go on", async () => {
  const [bot, sim] = await started();
  bot.signal("SIGSTOP");
  await setTimeout(LIMIT * 2);
  bot.signal("SIGCONT");
  await setTimeout(LIMIT * 2);
  void commandsIn(sim, guilds)("endless", 0).catch(() => {});
  await logged(bot, ({ msg }) => msg === "begins");
  expect(bot.noise).toEqual([]);
});

test("without a limit nothing is watched", async () => {
  const [bot] = await started({ WATCHDOG: "false" });
  const threads = (of: RunningBot) =>
    Number(/^Threads:\s*(\d+)/m.exec(readFileSync(`/proc/${of.pid}/status`, "utf8"))![1]);
  const [watched] = await started();
  await eventually(() => threads(watched) > threads(bot));
});

test("a second signal ends the process at once", async () => {
  const [bot, sim] = await started();
  void commandsIn(sim, guilds)("endless", 0).catch(() => {});
  await logged(bot, ({ msg }) => msg === "begins");
  bot.signal("SIGTERM");
  await logged(bot, ({ msg }) => msg === "stopping");
  await setTimeout(500);
  bot.signal("SIGINT");
  const [code, time] = await timeToEnd(bot);
  expect(code).toBe(128 + 2);
  expect(time).toBeLessThan(1_000);
});

test("under a manager a second signal ends all processes at once, and what a process gets twice does not", async () => {
  const [bot, sim] = await started({ FURLOW_PROCESSES: "2" });
  const text = readFileSync(`/proc/${bot.pid}/task/${bot.pid}/children`, "utf8");
  const children = text.split(" ").filter(Boolean).map(Number);
  expect(children).toHaveLength(2);
  void commandsIn(sim, guilds)("endless", 0).catch(() => {});
  await logged(bot, ({ msg }) => msg === "begins");
  // As a terminal does: the manager tells its processes as well.
  for (const pid of [...children, bot.pid]) process.kill(pid, "SIGINT");
  await setTimeout(1_000);
  expect(isAlive(children[0]!)).toBe(true);
  bot.signal("SIGINT");
  const [code, time] = await timeToEnd(bot);
  expect(code).toBe(128 + 2);
  expect(time).toBeLessThan(1_000);
  await eventually(() => !children.some(isAlive));
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
