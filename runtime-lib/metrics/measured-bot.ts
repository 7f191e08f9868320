import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Registry as RegistryType } from "prom-client";
import Registry from "prom-client/lib/registry.js";
import type { NamedHandler } from "../bot/named-handler.ts";
import type { BotParts } from "../health/health.ts";
import type { Logger } from "../log/logger.ts";
import { observedDatabase, observedStore } from "../state/observed-store.ts";
import type { SqlDatabase } from "../state/sql-database.ts";
import type { StateStore } from "../state/store.ts";
import { BotSamples } from "./bot-samples.ts";
import { METRICS } from "./catalogue.ts";
import { ManagerMetrics } from "./manager-metrics.ts";
import type { Metrics } from "./meter.ts";
import { registerNodeMetrics } from "./node-metrics.ts";
import type { ProcessMetrics } from "./process-metrics.ts";
import { PrometheusMeter } from "./prometheus-meter.ts";
import { Levels } from "./series.ts";
import { areKnown, computedLabels, knownLabels, type StartLabels } from "./start-labels.ts";
import { StateMeter } from "./state-meter.ts";
import type { UserMetric } from "./user-metric.ts";

/** What is told of a bot beside what is measured. */
export interface Described {
  /** Labels that all metrics have. */
  readonly labels?: StartLabels;
  /** Metrics of the document's own. */
  readonly own?: readonly UserMetric[];
}

/** Measures what runs in this process. */
export class MeasuredBot implements Omit<Metrics, "close"> {
  readonly meter: PrometheusMeter;
  readonly #registry: RegistryType = new Registry();
  readonly #state: StateMeter;
  readonly #samples: BotSamples;
  #parts: BotParts | undefined;
  #manager: ManagerMetrics | undefined;
  /** Whether the labels are what they will be. */
  #isLabelled: boolean;

  constructor(
    private readonly described: Described,
    private readonly log: Logger,
    name: string,
    handlers: readonly NamedHandler[],
  ) {
    const { labels = {}, own = [] } = described;
    registerNodeMetrics(this.#registry);
    new Levels(METRICS.buildInfo, this.#registry, "first").set(
      { bot: name, build: buildOf(process.argv[1]), node: process.version },
      1,
    );
    this.meter = new PrometheusMeter(this.#registry);
    this.#state = new StateMeter(this.#registry);
    this.#samples = new BotSamples(this.#registry, this.meter);
    const info = new Levels(METRICS.handlerInfo, this.#registry, "first");
    for (const { name: handler, source } of handlers) info.set({ handler, source }, 1);
    this.meter.declare(own);
    this.#isLabelled = areKnown(labels);
    this.#registry.setDefaultLabels(knownLabels(labels));
  }

  ofStore(store: StateStore): StateStore {
    return observedStore(store, this.#state);
  }

  ofDatabase(database: SqlDatabase): SqlDatabase {
    return observedDatabase(database, this.#state);
  }

  watchBot(parts: BotParts): void {
    this.#parts = parts;
    // Whoever connects hears of a failure.
    this.#samples.watch(parts).catch(() => {});
  }

  watchManager(...[manager]: Parameters<Metrics["watchManager"]>): void {
    const gauges = (this.described.own ?? []).filter(({ type }) => type === "gauge");
    this.#manager = new ManagerMetrics(manager, this.#registry, new Set(gauges.map(({ name }) => name)));
    this.#isLabelled = true;
  }

  started(): void {
    if (this.#isLabelled) return;
    const { bot } = this.#parts!;
    void computedLabels(this.described.labels ?? {}, bot, this.log).then((labels) => {
      this.#registry.setDefaultLabels(labels);
      this.#isLabelled = true;
    });
  }

  /** All metrics in Prometheus' format; undefined while it is not known what labels they have. */
  async text(): Promise<string | undefined> {
    if (!this.#isLabelled) return undefined;
    if (this.#manager !== undefined) return await this.#manager.text();
    this.#sample();
    return await this.#registry.metrics();
  }

  /** The metrics of this process, for its manager. */
  async json(): Promise<ProcessMetrics> {
    if (!this.#isLabelled) return [];
    this.#sample();
    const metrics = (await this.#registry.getMetricsAsJSON()) as ProcessMetrics;
    // JSON has no other numbers.
    return metrics.map((each) => ({
      ...each,
      values: each.values.filter(({ value }) => Number.isFinite(value)),
    }));
  }

  #sample(): void {
    if (this.#parts !== undefined) this.#samples.take(this.#parts);
  }
}

/** Tells one build from another: by what the bundle holds. */
function buildOf(path: string | undefined): string {
  try {
    const hash = createHash("sha256").update(readFileSync(path ?? ""));
    return hash.digest("hex").slice(0, 12);
  } catch {
    return "unknown";
  }
}
