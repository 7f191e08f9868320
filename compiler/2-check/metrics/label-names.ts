import { METRICS } from "../../../runtime-lib/metrics/catalogue.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Span } from "../../source/source-file.ts";

const VALID = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Labels that Prometheus gives itself, or a part of a metric's format. */
const PROMETHEUS = ["le", "quantile", "job", "instance"];

/** Labels of the metrics that every bot has: also those of Node, and what tells processes apart. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...Object.values(METRICS).flatMap(({ labels }): readonly string[] => labels),
  "kind",
]);

/** Whether something can be the name of a label; reports why not. */
export function checkLabelName(name: string, span: Span, diagnostics: Diagnostics): boolean {
  const isReserved = name.startsWith("__") || PROMETHEUS.includes(name);
  if (VALID.test(name) && !isReserved) return true;
  const suggestion = validName(name);
  diagnostics.report("metric-label-name", span, {
    name,
    isReserved,
    suggestion: isReserved ? undefined : suggestion,
  });
  return false;
}

/** Whether the label is one of metrics of the runtime, which have it already. */
export function isBuiltInLabel(name: string): boolean {
  return BUILT_IN.has(name);
}

/** A name with what Prometheus does not take replaced. */
export function validName(name: string): string {
  const replaced = name.replace(/[^A-Za-z0-9_]/g, "_");
  return /^[0-9]/.test(replaced) ? `_${replaced}` : replaced;
}
