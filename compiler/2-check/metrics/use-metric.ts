import type { Typed } from "../../expression/typed.ts";
import type { MetricLabel } from "../../language/fields/metrics.ts";
import type { Span } from "../../source/source-file.ts";
import type { CheckContext } from "../context.ts";
import type { MetricType, OwnMetric } from "./own-metrics.ts";

/** The metric that an action names; undefined after reporting why there is none. */
export function useMetric(
  name: Typed | undefined,
  type: MetricType,
  labels: readonly MetricLabel[] = [],
  actionSpan: Span,
  { program, diagnostics }: CheckContext,
): OwnMetric | undefined {
  if (name?.kind !== "literal") return undefined;
  const span = name.span ?? actionSpan;
  return program.metrics.use({ name: String(name.value), type, labels, span }, diagnostics);
}
