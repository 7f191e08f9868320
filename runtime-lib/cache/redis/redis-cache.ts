import { FurlowError } from "../../errors/errors.ts";
import { openRedis } from "../../state/redis/redis-client.ts";
import { type CacheSettings, type OpenCache, ResponseCache } from "../response-cache.ts";
import { RedisCacheStore } from "./redis-cache-store.ts";

export interface RedisCacheSettings extends CacheSettings {
  /** As `openRedis` takes it; REDIS_URL of the environment comes first. */
  readonly url?: string | undefined;
}

/** Milliseconds: what takes longer to answer is no help. */
const TIMEOUTS = { connect: 5_000, command: 500 } as const;

/** How long the bot waits for the server when it starts, before it starts without. */
const PATIENCE = 2_000; /* ms */

/** A cache in Redis, which all processes of the bot share. */
export function redisCache({ url, ...settings }: RedisCacheSettings = {}): OpenCache {
  return async ({ log, name }) => {
    const address = process.env["REDIS_URL"] || url;
    if (!address) throw new FurlowError("E4004", "the cache needs the address of Redis: set REDIS_URL");
    const client = openRedis(address, TIMEOUTS);
    const store = new RedisCacheStore(client, `furlow:cache:${name}:`);
    await store.connected(PATIENCE);
    return new ResponseCache(store, settings, log);
  };
}
