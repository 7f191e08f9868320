import { FurlowError } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { isManaged } from "../manager/is-managed.ts";
import { PREFIX, redisAddress } from "../sharding/session-storage.ts";
import type { ShardingSettings } from "../sharding/settings.ts";
import type { Broker } from "./broker.ts";
import { ParentBroker } from "./parent-broker.ts";
import { RedisBroker } from "./redis-broker.ts";

/**
 * What carries messages between the processes of this bot, as the configuration says; undefined where a process has
 * nobody to talk to. Throws E4005.
 */
export function chooseBroker(settings: ShardingSettings, botId: string, log: Logger): Broker | undefined {
  const address = redisAddress(settings);
  const chosen = settings.broker?.type || (address === undefined ? "local" : "redis");
  if (chosen === "local") return isManaged() ? new ParentBroker() : undefined;
  if (chosen !== "redis")
    throw new FurlowError("E4005", `sharding.broker.type is local or redis, and not \`${chosen}\``);
  if (address === undefined)
    throw new FurlowError("E4005", "sharding.broker needs the address of Redis: set REDIS_URL");
  return new RedisBroker(address, `${PREFIX}{${botId}}:`, log);
}
