import type { ResolvedConfig } from "../1-load/index.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { lowerStartValue } from "./bot.ts";
import { ir } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { startValue } from "./settings.ts";
import { type SwitchedSection, sectionSettings, switchedSection } from "./switched-section.ts";

const GROUP = "health.";

export type HealthConfig = SwitchedSection;

/** Reads what is written of `health`; undefined for a bot that tells nothing. */
export function healthConfig(config: ResolvedConfig): HealthConfig | undefined {
  return switchedSection(config, GROUP);
}

/** What `startBot` is told: `healthServer({ port: 8080, checks: ["discord_gateway"] })`. */
export function healthPart(health: HealthConfig | undefined, needs: Needs): readonly BotPart[] {
  if (health === undefined) return [];
  const { enabled } = health;
  const settings = sectionSettings(health, GROUP, needs);
  const server = ir.call(ir.runtime("healthServer"), settings.length === 0 ? [] : [ir.object(settings)]);
  if (enabled === true) return [{ key: "health", value: server }];
  const when = lowerStartValue(startValue(enabled));
  return [{ key: "health", value: ir.call(ir.runtime("healthWhen"), [when, server]) }];
}
