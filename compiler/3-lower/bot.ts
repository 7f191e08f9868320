import type { BotPart } from "../language/handler-kind.ts";
import type { LoweredCache } from "./cache.ts";
import { lowerConstant } from "./expressions.ts";
import type { HealthConfig } from "./health.ts";
import { type Expression, ir, type Property, type SourceUnit } from "./ir.ts";
import type { LoggingConfig } from "./logging.ts";
import type { MetricsConfig } from "./metrics/prometheus.ts";
import type { Needs } from "./needs.ts";
import type { PluginSettings } from "./plugins.ts";
import type { ShardingConfig } from "./sharding.ts";
import type { StorageSettings } from "./storage.ts";
import type { TracingConfig } from "./tracing.ts";

/** A setting that is fixed, or read from the environment when the bot starts. */
export type StartValue =
  | { readonly value: unknown }
  | { readonly parts: readonly (string | { readonly environment: string })[] };

/** How the bot runs: what `furlow.config.yaml` and the document say. */
export interface BotSettings {
  readonly name: string | undefined;
  /** By the name under which the runtime takes it; a dot nests: `rest.api`. */
  readonly values: Readonly<Record<string, StartValue>>;
  readonly storage: StorageSettings;
  /** Of a bot that has several shards. */
  readonly sharding: ShardingConfig | undefined;
  /** Of a bot that tells its state. */
  readonly health: HealthConfig | undefined;
  /** Of a bot that tells Prometheus what it does. */
  readonly metrics: MetricsConfig | undefined;
  /** Of a bot that can tell what it does as spans. */
  readonly tracing: TracingConfig | undefined;
  readonly logging: LoggingConfig;
  readonly plugins: PluginSettings;
}

export interface BotParts {
  readonly settings: BotSettings;
  /** What the sections and the kinds of handlers give. */
  readonly parts: readonly BotPart[];
  readonly caches: readonly LoweredCache[];
  readonly intents: readonly { readonly name: string; readonly bit: number }[];
  readonly needs: Needs;
  /** Variables that may be given as files. */
  readonly secrets: readonly string[];
}

/** Where everything comes together: `bot.ts`, the entry of the bundle. */
export function botUnit(parts: BotParts): SourceUnit {
  const { settings, caches, intents, needs, secrets } = parts;
  const properties: Property[] = [];
  if (settings.name !== undefined) properties.push({ key: "name", value: ir.literal(settings.name) });
  properties.push({
    key: "intents",
    value: ir.literal(intents.reduce((bits, intent) => bits | intent.bit, 0)),
    comment: intents.length === 0 ? "none" : intents.map((intent) => intent.name).join(", "),
  });
  properties.push(...joined(parts.parts));
  if (caches.length > 0) {
    properties.push({
      key: "caches",
      value: ir.object(caches.map(({ name, symbol }) => ({ key: name, value: ir.ref(symbol) }))),
    });
  }
  const required = [...needs.environment].filter(([, variable]) => variable.required).map(([name]) => name);
  if (required.length > 0) properties.push({ key: "requiredEnvironment", value: lowerConstant(required) });
  properties.push(...nested(settings.values));
  const start = ir.await(ir.call(ir.runtime("startBot"), [ir.object(properties)]));
  const statements = [ir.statement(start)];
  if (secrets.length > 0)
    statements.unshift(ir.statement(ir.call(ir.runtime("secretsFromFiles"), [lowerConstant(secrets)])));
  return { path: "bot.ts", statements };
}

/** The handlers by the keys under which `startBot` takes them; what several kinds give for one is put together. */
function joined(parts: readonly BotPart[]): Property[] {
  const keys = [...new Set(parts.map(({ key }) => key))];
  return keys.flatMap((key): Property[] => {
    const same = parts.filter((part) => part.key === key);
    const items = same.flatMap((part) => ("items" in part ? part.items : []));
    const entries = same.flatMap((part) => ("entries" in part ? part.entries : []));
    const single = same.find((part) => "value" in part);
    if (single !== undefined) return [{ key, value: single.value }];
    if (items.length > 0) return [{ key, value: ir.array(items) }];
    if (entries.length === 0) return [];
    return [{ key, value: ir.object(entries.map(([name, value]) => ({ key: name, value }))) }];
  });
}

/** `{"rest.api": …}` as `{ rest: { api: … } }`. */
function nested(values: BotSettings["values"]): Property[] {
  const groups = new Map<string, Property[]>();
  for (const [path, value] of Object.entries(values)) {
    const [group, ...rest] = path.split(".");
    const property = { key: rest.join("."), value: lowerStartValue(value) };
    groups.set(group!, [...(groups.get(group!) ?? []), property]);
  }
  return [...groups].map(([key, properties]) => {
    const [only] = properties;
    return only?.key === "" ? { key, value: only.value } : { key, value: ir.object(properties) };
  });
}

/** The code that gives a setting when the bot starts. */
export function lowerStartValue(setting: StartValue): Expression {
  if ("value" in setting) return lowerConstant(setting.value);
  const parts = setting.parts.map((part) =>
    typeof part === "string" ? part : ir.call(ir.runtime("environment"), [ir.literal(part.environment)]),
  );
  const [only] = parts;
  return parts.length === 1 && only !== undefined && typeof only !== "string" ? only : ir.template(parts);
}
