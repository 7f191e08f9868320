import { environmentNames } from "../1-load/config/setting-texts.ts";
import type { ResolvedConfig } from "../1-load/index.ts";
import { configDefinitions } from "../language/config/registry.generated.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { lowerStartValue } from "./bot.ts";
import { ir } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { nest, type Setting, settingName, settingValue } from "./setting-tree.ts";
import { startValue } from "./settings.ts";

const ENABLED = "health.enabled";
const GROUP = "health.";

/** What is written of `health`, of a bot that tells its state. */
export interface HealthConfig {
  /** True, or what tells it when the bot starts. */
  readonly enabled: unknown;
  readonly given: readonly Setting[];
}

/** Reads what is written of `health`; undefined for a bot that tells nothing. */
export function healthConfig(config: ResolvedConfig): HealthConfig | undefined {
  const { value: enabled } = config.get(ENABLED);
  if (enabled === false) return undefined;
  const given = configDefinitions
    .flat()
    .filter(({ path }) => path.startsWith(GROUP) && path !== ENABLED && config.written.includes(path))
    .map((definition): Setting => ({ definition, ...config.get(definition.path) }));
  return { enabled, given };
}

/** What `startBot` is told: `healthServer({ port: 8080, checks: ["discord_gateway"] })`. */
export function healthPart(health: HealthConfig | undefined, needs: Needs): readonly BotPart[] {
  if (health === undefined) return [];
  const { enabled, given } = health;
  for (const { definition, node } of given)
    for (const name of node === undefined ? [] : environmentNames(node))
      needs.variable(name, false, `\`${definition.path}\``, node!.span);
  const settings = nest(given.map((each) => [settingName(each.definition.path, GROUP), settingValue(each)]));
  const server = ir.call(ir.runtime("healthServer"), settings.length === 0 ? [] : [ir.object(settings)]);
  if (enabled === true) return [{ key: "health", value: server }];
  const when = lowerStartValue(startValue(enabled));
  return [{ key: "health", value: ir.call(ir.runtime("healthWhen"), [when, server]) }];
}
