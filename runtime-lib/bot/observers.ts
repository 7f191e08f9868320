import type { StackFormatter } from "../errors/stack.ts";
import type { Health } from "../health/health.ts";
import type { Logger } from "../log/logger.ts";
import type { Logging } from "../log/logging.ts";
import type { Metrics } from "../metrics/meter.ts";
import { eachObserver, type RestObserver } from "../rest/rest-observer.ts";
import { observedDatabase, observedStore } from "../state/observed-store.ts";
import type { SqlDatabase } from "../state/sql-database.ts";
import type { StateStore } from "../state/store.ts";
import { isWanted } from "../tracing/is-wanted.ts";
import type { Tracing } from "../tracing/tracer.ts";
import type { Bot } from "./bot.ts";
import type { BotDefinition } from "./settings.ts";
import type { Shutdown } from "./shutdown.ts";

const NOT_BUILT_IN =
  "OTEL_EXPORTER_OTLP_ENDPOINT is set, but this bot was built without tracing: set analytics.tracing.enabled to true and build it again";

/** What tells others of a bot. */
export class Observers {
  private constructor(
    readonly health: Health | undefined,
    readonly metrics: Metrics | undefined,
    private readonly tracing: Tracing | undefined,
  ) {}

  /** Opens what the bot has of them. Throws E4005 where one of them cannot be. */
  static async open(
    { name = "bot", handlers = [], ...plans }: BotDefinition,
    { log, logging, stacks }: { log: Logger; logging: Logging; stacks: StackFormatter },
    shutdown: Shutdown,
  ): Promise<Observers> {
    for (const place of handlers) place.handler?.nameAs?.(place);
    const health = await plans.health?.open(log);
    if (health !== undefined) shutdown.add(() => health.close());
    const metrics = await plans.metrics?.open(log, name, handlers);
    if (metrics !== undefined) shutdown.add(() => metrics.close());
    const secrets = plans.logging?.secrets ?? [];
    const tracing = await plans.tracing?.open({ name, log, stacks, secrets });
    if (tracing !== undefined) {
      logging.facts = () => tracing.logFacts();
      shutdown.add(() => tracing.close());
    }
    if (plans.tracing === undefined && isWanted(process.env)) log.warn(NOT_BUILT_IN);
    return new Observers(health, metrics, tracing);
  }

  /** Who is told of requests to Discord. */
  get rest(): RestObserver | undefined {
    return eachObserver(this.metrics?.meter, this.tracing?.tracer);
  }

  ofStore(store: StateStore): StateStore {
    const measured = this.metrics?.ofStore(store) ?? store;
    return this.tracing === undefined ? measured : observedStore(measured, this.tracing.tracer);
  }

  ofDatabase(database: SqlDatabase): SqlDatabase {
    const measured = this.metrics?.ofDatabase(database) ?? database;
    return this.tracing === undefined ? measured : observedDatabase(measured, this.tracing.tracer);
  }

  /** Has a bot tell what it does. */
  follow(bot: Bot): void {
    bot.meter = this.metrics?.meter;
    bot.tracer = this.tracing?.tracer;
  }
}
