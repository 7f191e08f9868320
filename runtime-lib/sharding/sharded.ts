import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import type { ShardHost } from "../bot/shard-host.ts";
import { withBroker } from "../broker/with-broker.ts";
import { FurlowError } from "../errors/errors.ts";
import { isManaged } from "../manager/is-managed.ts";
import {
  endWithManager,
  ManagedIdentifyLimit,
  runEventsOfManager,
  toldToManager,
} from "../manager/managed.ts";
import { ShardManager } from "../manager/shard-manager.ts";
import { agreedTotal } from "./agreed-total.ts";
import { botIdOf } from "./bot-id.ts";
import { leasedShards } from "./leased-shards.ts";
import { type Placement, placement, totalShards } from "./placement.ts";
import { redisAddress, sessionStorage } from "./session-storage.ts";
import type { ShardingSettings } from "./settings.ts";
import { type CacheFields, ShardKeeper } from "./shard-keeper.ts";
import type { Sharding, ShardingPlan, SupervisorParts } from "./sharding.ts";
import { withSharedLimits } from "./shared-limits.ts";
import { singleShard } from "./single-shard.ts";
import { StaticShards } from "./static-shards.ts";

/** A bot of several shards, of which this process runs those that fall to it. */
export function sharded(settings: ShardingSettings, fields: CacheFields): ShardingPlan {
  return {
    supervise: (parts) => supervise(settings, parts),
    open: (host) => open(settings, fields, host),
  };
}

/** A bot of which only the environment says whether it has several shards. */
export function shardedWhen(enabled: string | undefined, plan: ShardingPlan): ShardingPlan {
  return enabled === "true" ? plan : singleShard;
}

async function supervise(settings: ShardingSettings, parts: SupervisorParts): Promise<boolean> {
  const { gateway, log, logging, shutdown, stopTimeout, health, metrics } = parts;
  const total = totalShards(settings, process.env) ?? (await gateway.info).shards;
  const place = placeOf(settings, total);
  if (place.kind !== "manager") return false;
  const { session_start_limit: starts } = await gateway.info;
  const manager = new ShardManager(
    {
      path: process.argv[1]!,
      totalShards: total,
      processes: place.processes,
      concurrency: starts.max_concurrency,
      env: process.env,
    },
    log,
  );
  shutdown.add(() => manager.stop(stopTimeout));
  shutdown.addAtOnce(() => manager.kill());
  logging.onLevel = (level) => manager.setLevel(level);
  health?.watchManager(manager);
  metrics?.watchManager(manager);
  manager.start();
  await manager.ready();
  return true;
}

async function open(settings: ShardingSettings, fields: CacheFields, host: ShardHost): Promise<Sharding> {
  const total = await totalFor(settings, host);
  const place = placeOf(settings, total);
  const { log } = host.bot;
  const shared = (sharding: Sharding) =>
    withBroker(host, settings, fields, withSharedLimits(host, settings, place, sharding));
  switch (place.kind) {
    case "lease":
      if (place.warning !== undefined) log.warn(place.warning);
      host.bot.shardsMove = true;
      return shared(await leasedShards(host, settings, fields, total));
    case "manager":
      throw new FurlowError("E4005", "a manager runs no shards of its own");
    case "static": {
      await openStatic(host, total);
      const store = sessionStorage(settings, botIdOf(host.token), log);
      // Of those who had the shards before none is alive: places are given to one process at a time.
      const keeper = new ShardKeeper(host, store, randomUUID(), fields, async () => false);
      return shared(new StaticShards(host, keeper, place.ids));
    }
  }
}

/** Shards of a process that a manager has started are known to the manager. */
async function openStatic(host: ShardHost, total: number): Promise<void> {
  if (!isManaged()) return await host.open(total);
  endWithManager();
  runEventsOfManager(host.bot);
  await host.open(total, new ManagedIdentifyLimit(), toldToManager);
}

/** Where this process stands among so many shards. */
function placeOf(settings: ShardingSettings, total: number): Placement {
  return placement(settings, process.env, {
    total,
    hasRedis: redisAddress(settings) !== undefined,
    processors: availableParallelism(),
  });
}

/** The number of shards: as it is said, else as Discord recommends, on which processes that share them agree. */
async function totalFor(settings: ShardingSettings, host: ShardHost): Promise<number> {
  const said = totalShards(settings, process.env);
  if (said !== undefined) return said;
  const { shards: recommended } = await host.gateway.info;
  const place = placeOf(settings, recommended);
  const runsAll = place.kind === "static" && place.ids.length === recommended;
  if (runsAll) return recommended;
  const url = redisAddress(settings);
  if (url === undefined) throw notAgreed(recommended);
  return await agreedTotal(url, botIdOf(host.token), recommended, host.bot.log);
}

/** Discord may recommend another number to the next process. */
function notAgreed(total: number): FurlowError {
  const what = `Discord recommends ${total} shards, but processes that ask one by one may be told different numbers`;
  return new FurlowError("E4005", `${what}: set TOTAL_SHARDS, or REDIS_URL so that they agree on one`);
}
