import type { NamedHandler } from "../bot/named-handler.ts";
import type { BotParts } from "../health/health.ts";
import type { Logger } from "../log/logger.ts";
import type { Supervision } from "../manager/supervision.ts";
import type { RestObserver } from "../rest/rest-observer.ts";
import type { SqlDatabase } from "../state/sql-database.ts";
import type { StateStore } from "../state/store.ts";
import type { UserMetric } from "./user-metric.ts";

/** Is told what a bot does, as it does it. A bot without metrics has none. */
export interface Meter extends RestObserver {
  /** A shard got a dispatch, wanted or not. */
  dispatched(shardId: number, event: string): void;
  connected(shardId: number, how: "identified" | "resumed"): void;
  /** Handlers run on a dispatch; `work` never fails. */
  handling(event: string, since: number, work: Promise<void>): void;
  /** Runs the body of a handler, and notes how long that takes. */
  handled(handler: string, run: () => Promise<void>): Promise<void>;
  commandUsed(command: string): void;
  /** The run of a handler failed. */
  failed(error: unknown): void;
  /** The document notes a value of a metric of its own. */
  noted(metric: UserMetric, value: number, labels: Readonly<Record<string, string>>): void;
}

/** Measures what runs in this process, and tells it to Prometheus. */
export interface Metrics {
  readonly meter: Meter;
  /** The same store, each operation measured. */
  ofStore(store: StateStore): StateStore;
  /** The same database, each operation measured. */
  ofDatabase(database: SqlDatabase): SqlDatabase;
  /** Tells of a bot from now on. */
  watchBot(parts: BotParts): void;
  /** Tells of a manager's processes from now on. */
  watchManager(manager: Supervision): void;
  /** The shards that the bot begins with are ready. */
  started(): void;
  close(): Promise<void>;
}

/** How a bot is measured, and where that is told. */
export interface MetricsPlan {
  /**
   * Begins to answer. Throws E4005 where that is not possible.
   * @param name the bot's
   */
  open(log: Logger, name: string | undefined, handlers: readonly NamedHandler[]): Promise<Metrics>;
}
