import type { ConfigPath } from "../../compiler/1-load/index.ts";
import type { ExaminedBot } from "./bot.ts";

/** What a bot has a Redis for. */
export type RedisPurpose = "shards" | "state" | "cache";

/** A key that names a Redis, or would. */
export interface RedisPlace {
  readonly key: ConfigPath;
  readonly purpose: RedisPurpose;
}

/** Where a bot uses a Redis by what its files say; `REDIS_URL` gives the address where none is written. */
export function redisPlaces(bot: ExaminedBot): RedisPlace[] {
  const places: RedisPlace[] = [];
  if (usesRedisForShards(bot)) places.push({ key: "sharding.broker.url", purpose: "shards" });
  if (bot.isSharded && bot.isWritten("sharding.session_store.url"))
    places.push({ key: "sharding.session_store.url", purpose: "shards" });
  if (bot.value("state.storage.type") === "redis")
    places.push({ key: "state.storage.url", purpose: "state" });
  if (bot.value("cache.enabled") !== false && bot.value("cache.backend") === "redis")
    places.push({ key: "cache.url", purpose: "cache" });
  return places;
}

/** Whether processes have a Redis between them. */
export function usesRedisForShards(bot: ExaminedBot): boolean {
  if (!bot.isSharded) return false;
  return (
    bot.isWritten("sharding.broker.url") ||
    bot.value("sharding.broker.type") === "redis" ||
    bot.value("sharding.session_store.type") === "redis" ||
    bot.value("sharding.assignment") === "lease" ||
    bot.placement === "leased"
  );
}

/** The address of a place in this environment; undefined where nothing says it. */
export function redisAddress(bot: ExaminedBot, { key }: RedisPlace): string | undefined {
  const own = bot.text(key);
  const common = bot.environment["REDIS_URL"] || undefined;
  // State has another variable, for PostgreSQL, which comes first in its list.
  if (key === "state.storage.url" && !bot.isWritten(key)) return common;
  return own ?? common;
}
