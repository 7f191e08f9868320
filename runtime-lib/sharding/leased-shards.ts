import { numberSetting } from "../bot/settings.ts";
import type { ShardHost } from "../bot/shard-host.ts";
import { FurlowError } from "../errors/errors.ts";
import type { Lease, Leases } from "../leases/leases.ts";
import { RedisLeases } from "../leases/redis-leases.ts";
import { botIdOf } from "./bot-id.ts";
import { LeaseShards } from "./lease-shards.ts";
import { LeasedRunner, type RunListener } from "./leased-runner.ts";
import { RedisIdentifyLimit } from "./redis-identify-limit.ts";
import { RedisTicks } from "./redis-ticks.ts";
import { requireStarts } from "./session-budget.ts";
import { connectRedis, PREFIX, redisAddress, sessionStorage } from "./session-storage.ts";
import type { ShardingSettings } from "./settings.ts";
import { type CacheFields, ShardKeeper } from "./shard-keeper.ts";
import type { Sharding } from "./sharding.ts";
import { limitSuffix } from "./share.ts";

const TTL = 15_000; /* ms */

/** By which a process shows that it still works on what it has left. */
function aliveName(member: string): string {
  return `process:${member}`;
}

/** Shards that this process shares with others through Redis. Throws E4004 when it does not answer. */
export async function leasedShards(
  host: ShardHost,
  settings: ShardingSettings,
  fields: CacheFields,
  total: number,
): Promise<Sharding> {
  const { log } = host.bot;
  const url = redisAddress(settings);
  if (url === undefined)
    throw new FurlowError("E4005", "sharing shards by leases needs a Redis: set REDIS_URL");
  const bot = botIdOf(host.token);
  const ttl = numberSetting(settings.lease?.ttl, TTL);
  const suffix = suffixOf(settings);
  const leases = await RedisLeases.open({ url, prefix: PREFIX, bot, ttl, suffix, log });
  const connection = connectRedis(url, log);
  const { max_concurrency: concurrency } = (await host.gateway.info).session_start_limit;
  await host.open(total, new RedisIdentifyLimit({ connection, prefix: PREFIX, bot, concurrency, log }));
  const isAlive = async (holder: string) => {
    const name = aliveName(holder);
    return (await leases.look([name])).holders.has(name);
  };
  const store = sessionStorage(settings, bot, log);
  const keeper = new ShardKeeper(host, store, leases.member, fields, isAlive);
  const ticks = new RedisTicks({ connection, prefix: PREFIX, bot, log });
  const owner = { began: () => host.duties.begin(ticks.start), ended: () => host.duties.end() };
  const runner = new LeasedRunner(keeper, runListener(host, leases));
  const shards = new LeaseShards({ leases, total, runner, owner, log });
  return {
    start: () => shards.start(),
    leave: () => shards.leave(),
    async checkRedis() {
      await leases.look([]);
    },
    async close() {
      await keeper.close();
      await shards.close();
      await connection.close();
      await host.close();
    },
  };
}

/** How many shards this process takes at most, for the others to read. Throws E4005 for what is no number of shards. */
function suffixOf({ lease }: ShardingSettings): string {
  const written = process.env["FURLOW_MAX_SHARDS"] || lease?.maxShards;
  if (written === undefined) return "";
  const most = Number(written);
  if (Number.isInteger(most) && most > 0) return limitSuffix(most);
  throw new FurlowError(
    "E4005",
    `FURLOW_MAX_SHARDS has to be a whole number of at least 1, and not ${written}`,
  );
}

/** What a shard needs beside its lease, and what is told of it. */
function runListener({ gateway, bot: { log } }: ShardHost, leases: Leases): RunListener {
  let alive: Lease | undefined;
  return {
    async begins() {
      if (!alive?.certain()) alive = await leases.acquire(aliveName(leases.member));
    },
    async connects(resumed) {
      if (!resumed) requireStarts((await gateway.info).session_start_limit, 1, log);
    },
    ran: (shardId, resumed) => log.info({ shardId, resumed }, "running a shard"),
    left: (shardId) => log.info({ shardId }, "handed a shard over"),
  };
}
