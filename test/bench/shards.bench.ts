/**
 * What shards cost: memory, processor time, commands to Redis, and time to start and to hand over. One process with
 * leases runs one shard, then more; what each shard adds is the slope, and what a process costs by itself the rest.
 * npm run bench:scaling [-- --guilds 1000] [-- --shards 16]
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { type GuildSeed, type Simulator, startSimulator } from "../../simulator/index.ts";
import { guildsOfShards } from "../sharding/guilds.ts";
import { buildBot } from "../support/build.ts";
import { RedisServer } from "../support/servers/redis.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { BotProcess } from "./lib/bot-process.ts";

/** It keeps what many bots read: names of guilds, channels and members. */
const YAML = `version: "1"
name: Measured
intents: [guilds, guild_members, guild_messages, message_content]
sharding: { enabled: true, assignment: lease }
events:
  - event: ready
    actions: [log: ready]
  - event: message_create
    when: "message.content == '!who'"
    actions:
      - reply: "\${member.displayName} in \${channel.name} of \${guild.name}"
`;

const MEMBERS = 20;
/** Messages a second on each shard, and how many lead to an answer. */
const MESSAGES = 20;
const ANSWERED = 20;
const IDLE = 10_000; /* ms */
const BUSY = 10_000; /* ms */
const SETTLE = 3_000; /* ms */

interface Cost {
  readonly shards: number;
  /** Until every shard is ready. */
  readonly start: number /* ms */;
  readonly rss: number /* bytes */;
  /** Seconds of processor time in a second. */
  readonly idleCpu: number;
  readonly busyCpu: number;
  /** Commands in a second, those inside scripts included. */
  readonly idleRedis: number;
  readonly busyRedis: number;
  /** Seconds of Redis's processor time in a second. */
  readonly idleRedisCpu: number;
  readonly busyRedisCpu: number;
  readonly redisMemory: number /* bytes */;
  /** From SIGTERM to the end of the process. */
  readonly handOver: number /* ms */;
}

async function measure(folder: string, shards: number, guilds: number): Promise<Cost> {
  const redis = await RedisServer.start();
  const client = new Redis(redis.url);
  const seeds = guildsOfShards(shards, guilds);
  const sim = await startSimulator({
    rateLimits: "off",
    validate: false,
    guilds: seeds.map(({ seed }) => withMembers(seed)),
    maxConcurrency: 16,
  });
  try {
    const empty = await figures(client);
    const bot = new BotProcess(join(folder, "dist/bot.mjs"), {
      DISCORD_TOKEN: sim.token,
      DISCORD_API_URL: sim.apiUrl,
      REDIS_URL: redis.url,
      TOTAL_SHARDS: String(shards),
    });
    await sim.control.waitForSessions(shards, 120_000);
    await bot.ready();
    const start = performance.now() - bot.startedAt;
    await sleep(SETTLE);
    const rss = bot.rss;
    const idle = await used(bot, client, () => sleep(IDLE));
    const busy = await used(bot, client, () => load(sim, seeds, shards));
    await sleep(SETTLE);
    const { memory } = await figures(client);
    const began = performance.now();
    await bot.stop("SIGTERM");
    const handOver = performance.now() - began;
    return {
      shards,
      start,
      rss,
      idleCpu: idle.cpu,
      idleRedis: idle.commands,
      busyCpu: busy.cpu,
      busyRedis: busy.commands,
      idleRedisCpu: idle.redisCpu,
      busyRedisCpu: busy.redisCpu,
      redisMemory: memory - empty.memory,
      handOver,
    };
  } finally {
    client.disconnect();
    await sim.close();
    await redis.remove();
  }
}

function withMembers(seed: GuildSeed): GuildSeed {
  const members = Array.from({ length: MEMBERS - 1 }, (_, i) => ({
    username: `member_${i}`,
    globalName: `Member ${i}`,
  }));
  return { ...seed, members: [...(seed.members ?? []), ...members] };
}

/** Sends messages at an even pace to all shards in turn. */
async function load(
  { control }: Simulator,
  guilds: readonly { readonly channelId: string }[],
  shards: number,
): Promise<void> {
  const start = performance.now();
  for (let sent = 0; ; ) {
    const elapsed = performance.now() - start;
    if (elapsed >= BUSY) return;
    for (; sent < (elapsed / 1_000) * MESSAGES * shards; sent++) {
      const content = sent % ANSWERED === 0 ? "!who" : "hello";
      await control.sendMessage({ channelId: guilds[sent % guilds.length]!.channelId, content });
    }
    await sleep(20);
  }
}

/** What a process uses in a second while something goes on. */
async function used(
  bot: BotProcess,
  client: Redis,
  during: () => Promise<void>,
): Promise<{ cpu: number; commands: number; redisCpu: number }> {
  const [began, cpu, before] = [performance.now(), bot.cpu, await figures(client)];
  await during();
  const seconds = (performance.now() - began) / 1_000;
  const after = await figures(client);
  return {
    cpu: (bot.cpu - cpu) / seconds,
    // The question itself is a command, too.
    commands: (after.commands - before.commands - 1) / seconds,
    redisCpu: (after.cpu - before.cpu) / seconds,
  };
}

async function figures(client: Redis): Promise<{ commands: number; memory: number; cpu: number }> {
  const text = await client.info("all");
  const figure = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(text)![1]);
  return {
    commands: figure("total_commands_processed"),
    memory: figure("used_memory"),
    cpu: figure("used_cpu_user") + figure("used_cpu_sys"),
  };
}

const UNITS = {
  start: (value: number) => `${(value / 1_000).toFixed(1)} s`,
  rss: (value: number) => `${(value / 1e6).toFixed(0)} MB`,
  idleCpu: (value: number) => `${(value * 100).toFixed(2)} %`,
  busyCpu: (value: number) => `${(value * 100).toFixed(2)} %`,
  idleRedis: (value: number) => `${value.toFixed(1)}/s`,
  busyRedis: (value: number) => `${value.toFixed(1)}/s`,
  idleRedisCpu: (value: number) => `${(value * 100).toFixed(2)} %`,
  busyRedisCpu: (value: number) => `${(value * 100).toFixed(2)} %`,
  redisMemory: (value: number) => `${(value / 1e6).toFixed(2)} MB`,
  handOver: (value: number) => `${value.toFixed(0)} ms`,
} as const;

const NAMES: Readonly<Record<keyof typeof UNITS, string>> = {
  start: "spawn to all ready",
  rss: "RSS",
  idleCpu: "processor, idle",
  busyCpu: `processor, ${MESSAGES} msg/s a shard`,
  idleRedis: "Redis commands, idle",
  busyRedis: "Redis commands, busy",
  idleRedisCpu: "Redis processor, idle",
  busyRedisCpu: "Redis processor, busy",
  redisMemory: "Redis memory",
  handOver: "SIGTERM to end",
};

function print(costs: readonly Cost[]): void {
  const [first, last] = [costs[0]!, costs.at(-1)!];
  const head = [...costs.map(({ shards }) => `${shards} shards`), "a shard adds"];
  console.log(["".padEnd(28), ...head.map((cell) => cell.padStart(14))].join(""));
  for (const key of Object.keys(UNITS) as (keyof typeof UNITS)[]) {
    const slope = (last[key] - first[key]) / (last.shards - first.shards);
    const cells = [...costs.map((cost) => cost[key]), slope].map(UNITS[key]);
    console.log([NAMES[key].padEnd(28), ...cells.map((cell) => cell.padStart(14))].join(""));
  }
}

const { values } = parseArgs({
  options: { guilds: { type: "string", default: "500" }, shards: { type: "string", default: "16" } },
});
const most = Number(values.shards);
const folder = temporaryFolder();
try {
  writeFiles(folder.path, { "furlow.yaml": YAML });
  const { report } = await buildBot({ folder: folder.path });
  if (report === undefined) throw new Error("the bot was not built");
  console.log(`one process; ${values.guilds} guilds with ${MEMBERS} members on a shard`);
  const costs: Cost[] = [];
  for (const shards of [1, Math.max(2, most / 4), most]) {
    costs.push(await measure(folder.path, shards, Number(values.guilds)));
  }
  print(costs);
} finally {
  folder.remove();
}
