import type { MetricKey, Queries } from "./queries.ts";

/** The window of rates: Grafana makes it fit to how often Prometheus asks. */
export const RATE = "[$__rate_interval]";

/** A second, over all processes. */
export function sumRate(q: Queries, key: MetricKey): string {
  return `sum(rate(${q.of(key)}${RATE}))`;
}

/** The ten values of a label with the highest rates. */
export function topRates(q: Queries, key: MetricKey, label: string): string {
  return `topk(10, sum by (${label}) (rate(${q.of(key)}${RATE})))`;
}

/** What 95 % stay below, by a label. */
export function quantile(q: Queries, key: MetricKey, label: string): string {
  return `histogram_quantile(0.95, sum by (le, ${label}) (rate(${q.part(key, "bucket")}${RATE})))`;
}
