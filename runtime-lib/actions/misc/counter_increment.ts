import type { Context } from "../../contexts/context.ts";
import { noteMetric } from "../../metrics/note-metric.ts";
import type { UserMetric } from "../../metrics/user-metric.ts";
import { attempt } from "../attempt.ts";

/** Adds to a counter and gives what it comes to, as this process has counted. Throws ActionError. */
export async function counterIncrement(
  ctx: Context,
  counter: UserMetric,
  by = 1,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  return await attempt(ctx, "counter_increment", 1, async () => noteMetric(ctx, counter, by, labels));
}
