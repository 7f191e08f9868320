import type { Registry } from "prom-client";
import AggregatorRegistry from "prom-client/lib/cluster.js";
import type { AskProcess } from "../manager/question.ts";
import type { Supervision } from "../manager/supervision.ts";
import { METRICS } from "./catalogue.ts";
import { metricsOfProcess, type ProcessMetrics } from "./process-metrics.ts";
import { Counts } from "./series.ts";

/** How long a process may take for its answer: Prometheus waits ten seconds, for all of them. */
const PATIENCE = 2_000; /* ms */

/** Metrics of the process itself; all others are those of the runtime, and of the document. */
const OF_PROCESS = /^(process|nodejs)_/;

/** What the manager's own process is called among the others. */
const MANAGER = "manager";

type ProcessMetric = ProcessMetrics[number];

/**
 * Puts the metrics of a manager's processes together: counts are added up, and what each process or shard has of its own
 * is told apart by its label.
 */
export class ManagerMetrics {
  readonly #ask: AskProcess<undefined, ProcessMetrics>;
  readonly #unanswered: Counts<typeof METRICS.managerUnanswered>;

  /**
   * @param registry of the manager's own process
   * @param distinct names of the document's gauges, of which each process has its own
   */
  constructor(
    private readonly manager: Supervision,
    private readonly registry: Registry,
    private readonly distinct: ReadonlySet<string>,
  ) {
    this.#unanswered = new Counts(METRICS.managerUnanswered, registry);
    this.#ask = metricsOfProcess.to(manager);
  }

  /** All of them, in the format of Prometheus. */
  async text(): Promise<string> {
    const states = this.manager.states.filter(({ pid }) => pid !== undefined);
    const answers = await Promise.all(states.map(({ process }) => this.#of(process)));
    const own = (await this.registry.getMetricsAsJSON()) as ProcessMetrics;
    const all = [...answers, this.#apart(own.filter(isOfManager), MANAGER)];
    return await AggregatorRegistry.aggregate(all as unknown as object[]).metrics();
  }

  /** Those of a process; none where it does not answer in time. */
  async #of(process: number): Promise<ProcessMetrics> {
    try {
      return this.#apart(await this.#ask(process, undefined, PATIENCE), String(process));
    } catch {
      this.#unanswered.add({ process: String(process) });
      return [];
    }
  }

  #apart(metrics: ProcessMetrics, process: string): ProcessMetrics {
    return metrics.map((metric) => {
      if (!OF_PROCESS.test(metric.name) && !this.distinct.has(metric.name)) return metric;
      const values = metric.values.map((value) => ({ ...value, labels: { ...value.labels, process } }));
      // With a label of its own each is the only one.
      return { ...metric, aggregator: "first", values } satisfies ProcessMetric;
    });
  }
}

/** The manager does nothing of what the runtime's metrics are about. */
function isOfManager({ name }: ProcessMetric): boolean {
  return OF_PROCESS.test(name) || name === METRICS.managerUnanswered.name;
}
