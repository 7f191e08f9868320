import type { MetricObjectWithValues, MetricValue } from "prom-client";
import { Question } from "../manager/question.ts";

/** The metrics of a process, as its manager is told of them. */
export type ProcessMetrics = readonly MetricObjectWithValues<MetricValue<string>>[];

/** A manager asks a process for its metrics. */
export const metricsOfProcess = new Question<undefined, ProcessMetrics>("metrics");
