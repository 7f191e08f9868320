import type { ShardHost } from "../bot/shard-host.ts";
import type { Shutdown } from "../bot/shutdown.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Health } from "../health/health.ts";
import type { Logger } from "../log/logger.ts";
import type { Logging } from "../log/logging.ts";
import type { Metrics } from "../metrics/meter.ts";

/** Which shards this process runs, and how it shares the bot with other processes. */
export interface Sharding {
  /** Begins to run shards; resolves when those that this process begins with are ready. */
  start(): Promise<void>;
  /** Takes in no further dispatches: shards are handed over while handlers end. */
  leave(): Promise<void>;
  /** Fails where the Redis does not answer through which the processes share the bot; absent where there is none. */
  checkRedis?(): Promise<void>;
  /** Lets go of what is left, once handlers have ended. */
  close(): Promise<void>;
}

/** What a process has that sees to others. */
export interface SupervisorParts {
  readonly gateway: Gateway;
  readonly log: Logger;
  /** Its level is that of the processes as well. */
  readonly logging: Logging;
  readonly shutdown: Shutdown;
  /** Where the state of the bot is told. */
  readonly health: Health | undefined;
  /** What measures the bot. */
  readonly metrics: Metrics | undefined;
  /** Milliseconds that handlers have for ending when the bot stops. */
  readonly stopTimeout: number;
}

/** How a bot is spread over shards and processes. */
export interface ShardingPlan {
  /** Starts processes that run the bot, where this one is to do nothing else; gives whether it is. Throws E4005. */
  supervise?(parts: SupervisorParts): Promise<boolean>;
  /** Finds out which shards run in this process. Throws E4005. */
  open(host: ShardHost): Promise<Sharding>;
}
