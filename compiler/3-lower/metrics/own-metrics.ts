import type { OwnMetric } from "../../2-check/metrics/own-metrics.ts";
import type { Typed } from "../../expression/typed.ts";
import type { MetricLabel } from "../../language/fields/metrics.ts";
import type { LowerContext } from "../context.ts";
import { present } from "../context.ts";
import { lowerConstant } from "../expressions.ts";
import { type Expression, ir, type ModuleSymbol, type SourceUnit } from "../ir.ts";
import { place } from "../units.ts";

const METRICS: ModuleSymbol = { module: "metrics.ts", name: "metrics" };

/** What an action notes. */
export interface NotedValue {
  readonly value: Typed | undefined;
  readonly labels: readonly MetricLabel[] | undefined;
}

/** `await counterIncrement(ctx, metrics.greetings, 1, { kind: "formal" })`. */
export function lowerMetric(
  runtime: string,
  metric: OwnMetric,
  { value, labels = [] }: NotedValue,
  lower: LowerContext,
): Expression {
  const args = [lower.ctx, ir.member(ir.ref(METRICS), metric.identifier)];
  if (value !== undefined || labels.length > 0)
    args.push(value === undefined ? ir.literal(1) : lower.number(value));
  if (labels.length > 0)
    args.push(ir.object(labels.map(({ name, value: text }) => ({ key: name, value: lower.text(text) }))));
  return ir.await(ir.call(ir.runtime(runtime), args));
}

/** What the document measures itself: `metrics.ts`. */
export function ownMetricsUnit(metrics: readonly OwnMetric[]): SourceUnit {
  const properties = metrics.map((metric) => {
    const { name, written, type, labels, description, identifier, span } = metric;
    const described = present({
      help: description === undefined ? undefined : ir.literal(description),
      labels: labels.length === 0 ? undefined : lowerConstant(labels),
    });
    const args = [ir.literal(name), ...(described.length === 0 ? [] : [ir.object(described)])];
    const value = ir.call(ir.runtime(type), args, span);
    return { key: identifier, value, comment: `\`${written}\` (${place(span)})` };
  });
  const comment = "What the bot measures itself, by its names for Prometheus.";
  return { path: METRICS.module, statements: [ir.exported(METRICS.name, ir.object(properties), comment)] };
}

/** All of them, as `metricsServer` takes them. */
export function ownMetricsList(): Expression {
  return ir.call(ir.member(ir.id("Object"), "values"), [ir.ref(METRICS)]);
}
