import { METRICS } from "../../../../runtime-lib/metrics/catalogue.ts";
import type { DeploymentModel } from "../model.ts";

export type MetricKey = keyof typeof METRICS;

/** Part of a histogram, as Prometheus stores it. */
export type HistogramPart = "bucket" | "count" | "sum";

/** Writes selectors in PromQL, each of which finds only what one bot serves. */
export class Queries {
  /** `job="bot"` */
  readonly own: string;

  constructor({ name }: Pick<DeploymentModel, "name">) {
    this.own = `job="${name}"`;
  }

  /**
   * Of a metric of the runtime: `furlow_shard_status{job="bot",status="silent"}`.
   * @param matchers of labels that the metric has, such as `status="silent"`
   */
  of(key: MetricKey, ...matchers: readonly string[]): string {
    const { name, labels } = METRICS[key];
    for (const matcher of matchers) checkLabel(matcher, name, labels);
    return this.named(name, ...matchers);
  }

  /** Of a part of a histogram of the runtime. */
  part(key: MetricKey, part: HistogramPart, ...matchers: readonly string[]): string {
    const selector = this.of(key, ...matchers);
    const { name } = METRICS[key];
    return `${name}_${part}${selector.slice(name.length)}`;
  }

  /** Of what Node and the process tell of themselves. */
  named(name: string, ...matchers: readonly string[]): string {
    return `${name}{${[this.own, ...matchers].join(",")}}`;
  }
}

/** Throws for a label that the metric does not have: such a query finds nothing, and nobody is told. */
function checkLabel(matcher: string, metric: string, labels: readonly string[]): void {
  const [label] = /^\w+/.exec(matcher) ?? [""];
  if (!labels.includes(label)) throw new Error(`${metric} has no label ${label}`);
}
