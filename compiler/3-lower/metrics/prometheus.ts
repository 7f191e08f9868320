import type { ResolvedConfig } from "../../1-load/index.ts";
import type { CheckedLabel } from "../../2-check/metrics/prometheus.ts";
import { anyTyped } from "../../expression/walk.ts";
import type { BotPart } from "../../language/handler-kind.ts";
import type { ActionLowering } from "../actions.ts";
import { containsAwait } from "../awaits.ts";
import { lowerStartValue } from "../bot.ts";
import { ir, irType, type Property } from "../ir.ts";
import type { Needs } from "../needs.ts";
import { startValue } from "../settings.ts";
import { type SwitchedSection, sectionSettings, switchedSection } from "../switched-section.ts";
import { ownMetricsList } from "./own-metrics.ts";

const GROUP = "analytics.prometheus.";

/** What is lowered by itself, because templates of the language stand in it. */
const LABELS = `${GROUP}labels`;

export type MetricsConfig = SwitchedSection;

/** Reads what is written of `analytics.prometheus`; undefined for a bot that tells Prometheus nothing. */
export function metricsConfig(config: ResolvedConfig): MetricsConfig | undefined {
  return config.get("analytics.enabled").value === false ? undefined : switchedSection(config, GROUP);
}

/** What a bot tells Prometheus of. */
export interface ToldMetrics {
  readonly labels: readonly CheckedLabel[];
  /** Whether the document measures something itself. */
  readonly hasOwn: boolean;
}

/** What `startBot` is told: `metricsServer({ port: 9090 })`. */
export function metricsPart(
  metrics: MetricsConfig | undefined,
  { labels, hasOwn }: ToldMetrics,
  lowering: ActionLowering,
  needs: Needs,
): readonly BotPart[] {
  if (metrics === undefined) return [];
  const { enabled } = metrics;
  const given = metrics.given.filter(({ definition }) => definition.path !== LABELS);
  const settings = sectionSettings({ enabled, given }, GROUP, needs);
  if (labels.length > 0)
    settings.push({ key: "labels", value: ir.object(labels.map((label) => lowerLabel(label, lowering))) });
  if (hasOwn) settings.push({ key: "own", value: ownMetricsList() });
  const server = ir.call(ir.runtime("metricsServer"), settings.length === 0 ? [] : [ir.object(settings)]);
  if (enabled === true) return [{ key: "metrics", value: server }];
  const when = lowerStartValue(startValue(enabled));
  return [{ key: "metrics", value: ir.call(ir.runtime("metricsWhen"), [when, server]) }];
}

/** What is known when the bot starts stands for itself; what is only known later is a function. */
function lowerLabel({ name, value, ofShard }: CheckedLabel, lowering: ActionLowering): Property {
  const text = lowering.text(value);
  const isLate = anyTyped(value, (typed) => typed.kind === "variable" && typed.variable.root);
  if (!isLate) return { key: name, value: text };
  const late = ir.arrow([{ name: "ctx", type: irType.runtime("Context") }], text, containsAwait(text));
  return { key: name, value: ofShard ? ir.object([{ key: "ofShard", value: late }]) : late };
}
