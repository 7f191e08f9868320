import type { ConfigPath, ResolvedConfig } from "../1-load/index.ts";
import type { BotSettings, StartValue } from "./bot.ts";
import { healthConfig } from "./health.ts";
import { loggingConfig } from "./logging.ts";
import { metricsConfig } from "./metrics/prometheus.ts";
import type { PluginSettings } from "./plugins.ts";
import { shardingConfig } from "./sharding.ts";
import { storageSettings } from "./storage.ts";
import { tracingConfig } from "./tracing.ts";

/** Configuration keys that the runtime reads when it starts, and the names under which it takes them. */
const RUNTIME_KEYS = {
  "gateway.large_threshold": "gateway.largeThreshold",
  "gateway.compression": "gateway.compression",
  "rest.api": "rest.api",
  "rest.proxy": "rest.proxy",
  "rest.egress_address": "rest.egressAddress",
  "rest.global_requests_per_second": "rest.globalRequestsPerSecond",
  "shutdown.timeout": "shutdown.timeout",
} as const satisfies Partial<Record<ConfigPath, string>>;

/** What the configuration says of how the bot runs: only what was written, for the runtime has the defaults. */
export function botSettings(
  name: string | undefined,
  config: ResolvedConfig,
  plugins: PluginSettings = { files: [], from: "" },
): BotSettings {
  const values: Record<string, StartValue> = {};
  for (const path of config.written) {
    if (!Object.hasOwn(RUNTIME_KEYS, path)) continue;
    const { value } = config.get(path);
    values[RUNTIME_KEYS[path as keyof typeof RUNTIME_KEYS]] = startValue(value);
  }
  return {
    name,
    values,
    storage: storageSettings(config),
    sharding: shardingConfig(config),
    health: healthConfig(config),
    metrics: metricsConfig(config),
    tracing: tracingConfig(config),
    logging: loggingConfig(config),
    plugins,
  };
}

/** A value of the configuration as it is when the bot starts. */
export function startValue(value: unknown): StartValue {
  if (typeof value === "object" && value !== null && ("env" in value || "parts" in value)) {
    const parts =
      "env" in value ? [value as { env: string }] : (value as { parts: (string | { env: string })[] }).parts;
    return { parts: parts.map((part) => (typeof part === "string" ? part : { environment: part.env })) };
  }
  return { value };
}
