import { hostname } from "node:os";
import type { ShardHost } from "../bot/shard-host.ts";
import { LocalLimit } from "../rest/global-limit.ts";
import { botIdOf } from "./bot-id.ts";
import type { Placement } from "./placement.ts";
import { RedisGlobalLimit } from "./redis-global-limit.ts";
import { RedisInvalidRequests } from "./redis-invalid-requests.ts";
import { connectRedis, PREFIX, redisAddress } from "./session-storage.ts";
import type { ShardingSettings } from "./settings.ts";
import type { Sharding } from "./sharding.ts";

/**
 * Has a process keep to the limits of Discord together with the others of its bot: over Redis, else to its part of them.
 * Behind a proxy that sees to them it does nothing.
 */
export function withSharedLimits(
  host: ShardHost,
  settings: ShardingSettings,
  place: Placement,
  sharding: Sharding,
): Sharding {
  const { bot } = host;
  const { rest, log } = bot;
  if (rest.hasProxy) return sharding;
  const { globalRequestsPerSecond: limit } = rest.options;
  // What a process runs changes with leases; nobody else may make requests while it has none.
  const share = () => bot.shard.ids.length / bot.shard.count;
  const isOnly = place.kind === "static" && place.ids.length === bot.shard.count;
  const url = redisAddress(settings);
  if (url === undefined) {
    if (!isOnly) rest.limitBy(new LocalLimit(() => limit * share()));
    return sharding;
  }
  const connection = connectRedis(url, log);
  const id = botIdOf(host.token);
  if (!isOnly) rest.limitBy(new RedisGlobalLimit({ connection, prefix: PREFIX, bot: id, limit, share, log }));
  const address = rest.egressAddress ?? hostname();
  const invalid = new RedisInvalidRequests(connection, `${PREFIX}invalid:${address}`, rest.invalid);
  rest.invalid.shared = invalid;
  return {
    start: () => sharding.start(),
    leave: () => sharding.leave(),
    async close() {
      invalid.stop();
      await sharding.close();
      await connection.close();
    },
  };
}
