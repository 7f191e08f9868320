import type { Context } from "../contexts/context.ts";
import { FurlowError } from "../errors/errors.ts";
import { UserCounters } from "./user-counters.ts";
import type { UserMetric } from "./user-metric.ts";

/**
 * Notes a value of a metric of the document's, and gives what it comes to: of a counter the sum in this process, of
 * others the value. Throws E3003 for what is no number, and what would make a counter smaller.
 */
export function noteMetric(
  { bot }: Context,
  metric: UserMetric,
  value: number,
  labels: Readonly<Record<string, string>>,
): number {
  if (!Number.isFinite(value))
    throw new FurlowError("E3003", `${value} is no value of the metric ${metric.name}`);
  if (metric.type !== "counter") {
    bot.meter?.noted(metric, value, labels);
    return value;
  }
  if (value < 0) throw new FurlowError("E3003", `The counter ${metric.name} only grows, and not by ${value}`);
  bot.meter?.noted(metric, value, labels);
  bot.counters ??= new UserCounters();
  return bot.counters.add(metric, value, labels);
}
