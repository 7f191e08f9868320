import type { Bot } from "../bot/bot.ts";
import type { Shutdown } from "../bot/shutdown.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { ShardStatus } from "../gateway/shard-status.ts";
import type { Logger } from "../log/logger.ts";
import type { Supervision } from "../manager/supervision.ts";
import type { Sharding } from "../sharding/sharding.ts";

/** Whether something does what it is there for. */
export type HealthStatus = "ok" | "failing";

/** What one check has found. */
export interface CheckResult {
  readonly status: HealthStatus;
  /** Milliseconds of a round trip; undefined where there was none. */
  readonly latency?: number | undefined;
  /** What is wrong. */
  readonly reason?: string | undefined;
  readonly shards?: readonly ShardStatus[];
}

/** The state of a process that runs shards. */
export interface ProcessHealth {
  readonly status: HealthStatus;
  /** Whether it has begun its work, once and for all. */
  readonly started: boolean;
  /** Whether its shards are ready, and it does not stop. */
  readonly ready: boolean;
  readonly reason?: string | undefined;
  readonly checks: Readonly<Record<string, CheckResult>>;
}

/** What the state of a bot is told by. */
export interface BotParts {
  readonly bot: Bot;
  readonly gateway: Gateway;
  readonly sharding: Sharding;
  readonly shutdown: Shutdown;
}

/** Tells the state of a process to who asks for it. */
export interface Health {
  /** Tells of a bot from now on. */
  watchBot(parts: BotParts): void;
  /** Tells of a manager's processes from now on. */
  watchManager(manager: Supervision): void;
  /** The shards that the bot begins with are ready. */
  started(): void;
  close(): Promise<void>;
}

/** How the state of a bot is told. */
export interface HealthPlan {
  /** Begins to answer. Throws E4005 where that is not possible. */
  open(log: Logger): Promise<Health>;
  /** Asks the bot that runs beside this process, and gives an exit code: 0 when it works, else 1. */
  ask(): Promise<number>;
}
