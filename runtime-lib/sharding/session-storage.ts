import { join } from "node:path";
import { FurlowError } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { FileSessions } from "../sessions/file-sessions.ts";
import { RedisSessions } from "../sessions/redis-sessions.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import { RedisConnection } from "../state/redis/redis-connection.ts";
import type { ShardingSettings } from "./settings.ts";

/** Before every key that processes of a bot share; another one than that of state, which tools read as a whole. */
export const PREFIX = "furlow-shards:";

const FOLDER = "./.furlow/sessions";

const TIMEOUTS = { connect: 5_000 /* ms */, command: 5_000 /* ms */ } as const;

/** Address of the Redis through which processes share a bot; undefined when there is none. */
export function redisAddress({ broker, sessionStore }: ShardingSettings): string | undefined {
  return process.env["REDIS_URL"] || broker?.url || sessionStore?.url || undefined;
}

/** Connects to a Redis, of which outages are told. */
export function connectRedis(url: string, log: Logger): RedisConnection {
  return new RedisConnection(url, TIMEOUTS, (error) =>
    log.warn({ reason: error.message }, "the connection to the Redis of the shards failed"),
  );
}

/**
 * Where the sessions of a bot are kept: in Redis where there is one, unless the configuration says otherwise. Throws
 * E4005 when nobody says where that is.
 */
export function sessionStorage(settings: ShardingSettings, bot: string, log: Logger): SessionStore {
  const own = settings.sessionStore ?? {};
  const url = own.url || redisAddress(settings);
  const { type = url === undefined ? "file" : "redis", path = FOLDER } = own;
  if (type === "file") return new FileSessions(join(path, bot), log);
  if (url === undefined)
    throw new FurlowError(
      "E4005",
      "sessions in Redis need its address: set REDIS_URL, or sharding.session_store.url",
    );
  return new RedisSessions(connectRedis(url, log), { prefix: PREFIX, bot });
}
