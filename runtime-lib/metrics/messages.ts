import type { MetricObjectWithValues, MetricValue } from "prom-client";

/** The metrics of a process, as they go over the channel. */
export type ProcessMetrics = readonly MetricObjectWithValues<MetricValue<string>>[];

/** A manager asks a process for its metrics. */
export interface MetricsRequest {
  readonly kind: "metrics";
  readonly ask: number;
}

/** What the process says to that. */
export interface MetricsAnswer {
  readonly kind: "measured";
  readonly ask: number;
  readonly metrics: ProcessMetrics;
}

/** Reads what came over the channel; undefined when it is something else. */
export function metricsRequest(message: unknown): MetricsRequest | undefined {
  const request = message as MetricsRequest | undefined;
  return request?.kind === "metrics" ? request : undefined;
}

export function metricsAnswer(message: unknown): MetricsAnswer | undefined {
  const answer = message as MetricsAnswer | undefined;
  return answer?.kind === "measured" ? answer : undefined;
}
