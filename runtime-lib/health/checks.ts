import type { Bot } from "../bot/bot.ts";
import { messageOf } from "../errors/errors.ts";
import type { ShardStatus } from "../gateway/shard-status.ts";
import { inTime } from "../manager/in-time.ts";
import type { BotParts, CheckResult } from "./health.ts";

/** A key that no bot stores anything under: looking for it shows that there is an answer. */
const NOTHING = "furlow:health";

type Probe = () => Promise<unknown>;

/** By the name of a check, what shows that a part of the bot works; none where the bot has no such part. */
const PROBES = {
  database: ({ bot }: BotParts) => databaseProbes(bot),
  redis: ({ bot, sharding }: BotParts) => [
    ...redisProbes(bot),
    ...(sharding.checkRedis === undefined ? [] : [() => sharding.checkRedis!()]),
  ],
} as const satisfies Record<string, (parts: BotParts) => readonly Probe[]>;

/** The check of the connections to Discord, which every bot has. */
export const GATEWAY = "discord_gateway";

/** What a bot is checked for. */
export type CheckName = typeof GATEWAY | keyof typeof PROBES;

/**
 * Checks a bot.
 * @param names of what is checked; all that the bot has when left out
 */
export async function checkBot(
  parts: BotParts,
  names: readonly CheckName[] | undefined,
): Promise<Record<string, CheckResult>> {
  const checks = names ?? [GATEWAY, ...namesInUse(parts)];
  const results = checks.map(async (name) => [name, await check(parts, name)] as const);
  return Object.fromEntries(await Promise.all(results));
}

function namesInUse(parts: BotParts): CheckName[] {
  const names = Object.keys(PROBES) as (keyof typeof PROBES)[];
  return names.filter((name) => PROBES[name](parts).length > 0);
}

async function check(parts: BotParts, name: CheckName): Promise<CheckResult> {
  if (name === GATEWAY) return gatewayResult(shardsOf(parts));
  const probes = PROBES[name](parts);
  if (probes.length === 0) return { status: "ok", reason: "the bot has none" };
  const since = performance.now();
  const latency = () => Math.round(performance.now() - since);
  try {
    await inTime(Promise.all(probes.map((probe) => probe())));
    return { status: "ok", latency: latency() };
  } catch (error) {
    return { status: "failing", latency: latency(), reason: messageOf(error) };
  }
}

/** How all shards of this process are doing. */
export function shardsOf({ bot, gateway }: BotParts): readonly ShardStatus[] {
  const connecting = new Map(gateway.statuses.map((status) => [status.id, status]));
  return bot.shard.ids.map((id) => connecting.get(id) ?? { id, status: "starting" });
}

/** One that reconnects goes on with what it missed; what is wrong is silence, or not having begun yet. */
export function isAtWork({ status }: ShardStatus): boolean {
  return status === "connected" || status === "reconnecting";
}

export function gatewayResult(shards: readonly ShardStatus[]): CheckResult {
  const latencies = shards.flatMap(({ latency }) => latency ?? []);
  const latency = latencies.length === 0 ? undefined : Math.max(...latencies);
  const wrong = shards.filter((shard) => !isAtWork(shard));
  if (wrong.length === 0) return { status: "ok", latency, shards };
  const reason = wrong.map(({ id, status }) => `shard ${id} is ${status}`).join(", ");
  return { status: "failing", latency, reason, shards };
}

function databaseProbes({ store, database }: Bot): Probe[] {
  if (store.database !== undefined) return [() => store.get(NOTHING)];
  return database === undefined ? [] : [() => database.read("SELECT 1", [])];
}

/** State that is neither in the process's memory nor in a database is in Redis. */
function redisProbes({ store, cache }: Bot): Probe[] {
  const ofState = store.database === undefined && store.isVolatile === undefined;
  return [
    ...(ofState ? [() => store.get(NOTHING)] : []),
    ...(cache?.isShared ? [() => cache.probe(NOTHING)] : []),
  ];
}
