import { Cluster, Redis, type RedisOptions } from "ioredis";
import { FurlowError } from "../../errors/errors.ts";

/** A connection to one server, to the primary that Sentinels name, or to a cluster. */
export type RedisClient = Redis | Cluster;

const SENTINEL = /^redis-sentinel:\/\//;
const CLUSTER = /^redis-cluster:\/\//;
const DEFAULT_PORT = { redis: 6_379, sentinel: 26_379 } as const;

/** How long a reconnecting client waits at most between two attempts. */
const LONGEST_PAUSE = 2_000; /* ms */

export interface RedisTimeouts {
  /** Milliseconds that connecting may take. */
  readonly connect: number;
  /** Milliseconds that a command may take, its waiting for a connection included. */
  readonly command: number;
}

/** Those of a client whose user sees to it that commands end in time, have no `command`. */
export type ClientTimeouts = RedisTimeouts | { readonly connect: number; readonly silence: number };

/**
 * Opens a client; it connects by itself, and again whenever the connection ends.
 * @param url `redis://` or `rediss://` for one server, `redis-sentinel://host:port,host:port/name` for the primary of
 * that name, `redis-cluster://host:port,host:port` for a cluster
 */
export function openRedis(url: string, timeouts: ClientTimeouts): RedisClient {
  const options: RedisOptions = {
    ...("command" in timeouts && { commandTimeout: timeouts.command }),
    connectTimeout: timeouts.connect,
    // A server that takes commands and answers none is left: else they would pile up on the way to it.
    socketTimeout: "command" in timeouts ? timeouts.command : timeouts.silence,
    // Commands wait in RedisConnection, which forgets those whose time is over; this queue would send them later.
    enableOfflineQueue: false,
    // A command that was sent fails when its time is over, not after so many connections.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_PAUSE),
  };
  if (SENTINEL.test(url)) {
    const { nodes, name, password } = severalOf(url.replace(SENTINEL, ""), DEFAULT_PORT.sentinel);
    return new Redis({ ...options, sentinels: nodes, name, ...(password && { password }) });
  }
  if (CLUSTER.test(url)) {
    const { nodes, password } = severalOf(url.replace(CLUSTER, ""), DEFAULT_PORT.redis);
    const redisOptions = { ...options, enableOfflineQueue: true, ...(password && { password }) };
    return new Cluster(nodes, { enableOfflineQueue: false, redisOptions });
  }
  // The address may hold a password: the message does not repeat it.
  if (!URL.canParse(url) && !url.startsWith("/"))
    throw new FurlowError("E4004", "what is given as the address of Redis is none: write redis://host:6379");
  return new Redis(url, options);
}

/** `:password@host:port,host:port/name`. */
function severalOf(text: string, defaultPort: number) {
  const [place = "", name = "mymaster"] = text.split("/");
  const at = place.lastIndexOf("@");
  const password = at === -1 ? undefined : decodeURIComponent(place.slice(0, at).replace(/^[^:]*:/, ""));
  const nodes = place
    .slice(at + 1)
    .split(",")
    .map((node) => {
      const [host = "", port = defaultPort] = node.split(":");
      return { host, port: Number(port) };
    });
  return { nodes, name, password };
}
