import { numberSetting, type SettingValue } from "../../bot/settings.ts";
import { FurlowError } from "../../errors/errors.ts";
import type { OpenStorage } from "../open-storage.ts";
import { durabilityWarning } from "./durability.ts";
import { RedisConnection } from "./redis-connection.ts";
import { RedisStore } from "./redis-store.ts";

/** Settings as the configuration has them; what the environment gives arrives as text, or not at all. */
export interface RedisStorageSettings {
  /** See `openRedis`; the environment variable REDIS_URL is taken first. */
  readonly url?: string | undefined;
  /** Before every key; by default `furlow:`. */
  readonly prefix?: string | undefined;
  readonly pool?: {
    /** Milliseconds that connecting may take. */
    readonly connectTimeout?: SettingValue;
    /** Milliseconds that a command may take, its waiting for a connection included. */
    readonly statementTimeout?: SettingValue;
  };
}

const DEFAULTS = {
  prefix: "furlow:",
  connectTimeout: 5_000 /* ms */,
  statementTimeout: 10_000 /* ms */,
} as const;

/** State in Redis. Opening throws E4004 without an address, and when no server answers there. */
export function redisStorage(settings: RedisStorageSettings = {}): OpenStorage {
  return (context) => redisAt(process.env["REDIS_URL"] || settings.url, settings)(context);
}

/** State in the Redis of an address, whatever the environment says. */
export function redisAt(
  url: string | undefined,
  { prefix, pool = {} }: Omit<RedisStorageSettings, "url"> = {},
): OpenStorage {
  return async ({ log }) => {
    if (!url) throw new FurlowError("E4004", "Redis has no address: set REDIS_URL, or state.storage.url");
    const timeouts = {
      connect: numberSetting(pool.connectTimeout, DEFAULTS.connectTimeout),
      command: numberSetting(pool.statementTimeout, DEFAULTS.statementTimeout),
    };
    const connection = new RedisConnection(url, timeouts, (error) =>
      log.warn({ reason: error.message }, "the connection to Redis failed"),
    );
    const warning = await connection
      .run(() => durabilityWarning(connection.client))
      .catch((error: unknown) => {
        connection.disconnect();
        throw error;
      });
    if (warning !== undefined) log.warn(warning);
    return new RedisStore(connection, prefix ?? DEFAULTS.prefix);
  };
}
