import { describe, expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { builtBefore, run, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { guildsOfShards } from "./guilds.ts";
import { commandsIn } from "./processes.ts";

/** What users were promised of shards, in the order of the guide: each of its snippets is here as it stands there. */

const BASIC_SHARDING = `
sharding:
  enabled: true
  total_shards: auto
`;

const SHARD_IN_PRESENCE = `
presence:
  activity:
    name: "Shard \${client.shard.ids[0]}/\${client.shard.count}"
`;

const USING_REDIS = `
sharding:
  enabled: true
  broker:
    type: redis
    url: "\${env.REDIS_URL}"
`;

const FETCH_CROSS_SHARD_DATA = `
    actions:
      - shard_eval:
          script: "guilds.size"
          as: shard_guild_counts
      - set:
          var: total_guilds
          value: "\${shard_guild_counts | sum}"
      - reply:
          content: "Total guilds across all shards: \${total_guilds}"
`;

const DOCUMENT = `version: "1"
name: Guided
intents: [guilds]
${SHARD_IN_PRESENCE}
commands:
  - name: guilds
    description: Says how many guilds there are${FETCH_CROSS_SHARD_DATA}`;

const guilds = guildsOfShards(4);
const basic = builtBefore({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": BASIC_SHARDING });

let bots = 0;
/** A Discord of a bot of its own, which recommends four shards. */
async function discord(): Promise<Simulator> {
  const id = String(1_000_000_000_000_000_700n + BigInt(bots++));
  const token = `${Buffer.from(id).toString("base64url")}.guided.token`;
  const seeds = guilds.map(({ seed }) => seed);
  return await simulator({ guilds: seeds, recommendedShards: 4, maxConcurrency: 16, token });
}

/** What is shown on each shard that is connected, in their order. */
async function shown(sim: Simulator): Promise<string[]> {
  const sessions = (await sim.control.sessions()).filter(({ connected }) => connected);
  return sessions
    .sort((a, b) => a.shard[0] - b.shard[0])
    .map(({ presence }) => (presence?.["activities"] as { name: string }[] | undefined)?.[0]?.name ?? "");
}

const ALL_FOUR = ["Shard 0/4", "Shard 1/4", "Shard 2/4", "Shard 3/4"];

/** Starts processes side by side, as orchestrators do, each with an environment of its own. */
async function startAll(
  folder: string,
  sim: Simulator,
  environments: readonly Readonly<Record<string, string>>[],
): Promise<RunningBot[]> {
  const starting = environments.map(async (environment) => {
    const bot = await RunningBot.start(folder, sim, environment);
    onTestFinished(() => bot.kill());
    return bot;
  });
  return await Promise.all(starting);
}

function shardsOf(bot: RunningBot): unknown {
  return bot.log.find(({ msg }) => msg === "connecting shards")?.["shards"];
}

/** The shards that a process shares with others by leases and has now. */
function runs({ log }: RunningBot): unknown[] {
  const shards = new Set<unknown>();
  for (const { msg, shardId } of log)
    if (msg === "running a shard") shards.add(shardId);
    else if (msg === "handed a shard over") shards.delete(shardId);
  return [...shards];
}

test("basic sharding: one process runs as many shards as Discord recommends, and each shows which it is", async () => {
  const sim = await discord();
  const bot = await run(basic(), sim);
  await bot.until(async () => (await shown(sim)).join() === ALL_FOUR.join(), 20_000);
  expect(shardsOf(bot)).toEqual([0, 1, 2, 3]);
  const answer = commandsIn(sim, guilds);
  expect(await answer("guilds", 3)).toBe("Total guilds across all shards: 4");
});

test("basic sharding, specified manually: the environment or the file says how many there are", async () => {
  const sim = await discord();
  const bot = await run(basic(), sim, onTestFinished, { TOTAL_SHARDS: "2" });
  await bot.until(async () => (await shown(sim)).join() === "Shard 0/2,Shard 1/2", 20_000);
});

test("multiple bot instances: of four services each runs the shard that SHARD_ID names", async () => {
  const sim = await discord();
  const services = [0, 1, 2, 3].map((id) => ({ SHARD_ID: String(id), TOTAL_SHARDS: "4" }));
  const started = await startAll(basic().folder, sim, services);
  await eventually(async () => (await shown(sim)).join() === ALL_FOUR.join(), 30_000);
  expect(started.map(shardsOf)).toEqual([[0], [1], [2], [3]]);
});

describe.runIf(hasRedis)("with Redis", () => {
  const connected = builtBefore({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": USING_REDIS });

  async function redis(): Promise<{ REDIS_URL: string }> {
    return { REDIS_URL: (await redisOfTest()).url };
  }

  test("fetch cross-shard data: a command in any process adds up what the shards of all have", async () => {
    const sim = await discord();
    const server = await redis();
    const services = ["0-1", "2-3"].map((ids) => ({ ...server, SHARD_IDS: ids, TOTAL_SHARDS: "4" }));
    const started = await startAll(connected().folder, sim, services);
    await eventually(async () => (await shown(sim)).join() === ALL_FOUR.join(), 30_000);
    await eventually(() => started[0]!.log.some(({ msg }) => msg === "registered commands"));
    const answer = commandsIn(sim, guilds);
    const expected = "Total guilds across all shards: 4";
    // A guild arrives a moment after its shard is connected.
    await eventually(async () => (await answer("guilds", 0)) === expected, 20_000);
    expect(await answer("guilds", 3)).toBe(expected);
  });

  test("Kubernetes Deployment: of four pods that are named by it each shard runs in one", async () => {
    const sim = await discord();
    const server = await redis();
    const pods = ["x7k2p", "m4qwz", "c9r8d", "t5vbn"].map((name) => ({
      ...server,
      SHARD_ID: `furlow-bot-6d4cf56db6-${name}`,
      TOTAL_SHARDS: "4",
    }));
    const started = await startAll(connected().folder, sim, pods);
    await eventually(async () => (await shown(sim)).join() === ALL_FOUR.join(), 30_000);
    await eventually(() => started.every((bot) => runs(bot).length === 1), 30_000);
    expect(started.flatMap(runs).sort()).toEqual([0, 1, 2, 3]);
    expect(await shown(sim)).toEqual(ALL_FOUR);
    for (const { log } of started)
      expect(log.find(({ level }) => level === "warn")?.msg).toMatch(/^SHARD_ID is `furlow-bot-/);
  }, 60_000);
});
