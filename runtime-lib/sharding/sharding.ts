import type { ShardHost } from "../bot/shard-host.ts";

/** Which shards this process runs, and how it shares the bot with other processes. */
export interface Sharding {
  /** Begins to run shards; resolves when those that this process begins with are ready. */
  start(): Promise<void>;
  /** Takes in no further dispatches: shards are handed over while handlers end. */
  leave(): Promise<void>;
  /** Lets go of what is left, once handlers have ended. */
  close(): Promise<void>;
}

/** How a bot is spread over shards and processes. */
export type OpenSharding = (host: ShardHost) => Promise<Sharding>;
