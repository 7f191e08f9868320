import { availableParallelism } from "node:os";
import type { ShardHost } from "../bot/shard-host.ts";
import { FurlowError } from "../errors/errors.ts";
import { placement, totalShards } from "./placement.ts";
import type { ShardingSettings } from "./settings.ts";
import type { OpenSharding, Sharding } from "./sharding.ts";
import { singleShard } from "./single-shard.ts";
import { StaticShards } from "./static-shards.ts";

/** A bot of several shards, of which this process runs those that fall to it. Opening throws E4005. */
export function sharded(settings: ShardingSettings = {}): OpenSharding {
  return (host) => open(host, settings);
}

/** A bot of which only the environment says whether it has several shards. */
export function shardedWhen(enabled: string | undefined, open: OpenSharding): OpenSharding {
  return enabled === "true" ? open : singleShard;
}

async function open(host: ShardHost, settings: ShardingSettings): Promise<Sharding> {
  const { env } = process;
  const said = totalShards(settings, env);
  const total = said ?? (await host.gateway.info).shards;
  const place = placement(settings, env, { total, hasRedis: false, processors: availableParallelism() });
  if (place.kind !== "static") throw unsupported(place.kind);
  if (said === undefined && place.ids.length < total) throw notAgreed(total);
  return new StaticShards(host, total, place.ids);
}

function unsupported(kind: "lease" | "manager"): FurlowError {
  const what = kind === "lease" ? "sharing shards by leases" : "a manager of several processes";
  return new FurlowError("E4005", `${what} is not supported yet: say with SHARD_IDS which shards run here`);
}

/** Discord may recommend another number to the next process. */
function notAgreed(total: number): FurlowError {
  const what = `Discord recommends ${total} shards, but processes that ask one by one may be told different numbers`;
  return new FurlowError("E4005", `${what}: set TOTAL_SHARDS or sharding.total_shards to a number`);
}
