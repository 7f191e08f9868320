import type { ResolvedConfig } from "../1-load/index.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { ir } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { type SwitchedSection, sectionSettings, switchedSection } from "./switched-section.ts";

const GROUP = "analytics.tracing.";

/** Of the variables of OpenTelemetry those that are needed to reach a collector. */
const VARIABLES = {
  OTEL_EXPORTER_OTLP_ENDPOINT: "the collector that spans are sent to",
  OTEL_EXPORTER_OTLP_HEADERS: "headers that the collector asks for, such as a key",
} as const;

export type TracingConfig = SwitchedSection;

/** Reads what is written of `analytics.tracing`; undefined for a bot that cannot tell what it does as spans. */
export function tracingConfig(config: ResolvedConfig): TracingConfig | undefined {
  return config.get("analytics.enabled").value ? switchedSection(config, GROUP) : undefined;
}

/** What `startBot` is told: `tracing: openTelemetry({ endpoint: "http://collector:4318" })`. */
export function tracingPart(tracing: TracingConfig | undefined, needs: Needs): readonly BotPart[] {
  if (tracing === undefined) return [];
  for (const [name, what] of Object.entries(VARIABLES)) needs.variable(name, false, what, undefined);
  const settings = sectionSettings(tracing, GROUP, needs);
  const value = ir.call(ir.runtime("openTelemetry"), settings.length === 0 ? [] : [ir.object(settings)]);
  return [{ key: "tracing", value }];
}
