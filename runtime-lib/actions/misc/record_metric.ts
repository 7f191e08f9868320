import type { Context } from "../../contexts/context.ts";
import { noteMetric } from "../../metrics/note-metric.ts";
import type { UserMetric } from "../../metrics/user-metric.ts";
import { attempt } from "../attempt.ts";

/** Notes a value of a metric. Throws ActionError. */
export async function recordMetric(
  ctx: Context,
  metric: UserMetric,
  value: number,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  await attempt(ctx, "record_metric", 1, async () => {
    noteMetric(ctx, metric, value, labels);
  });
}
