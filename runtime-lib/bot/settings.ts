import type { OpenCache } from "../cache/response-cache.ts";
import type { Caches } from "../caches/caches.ts";
import type { ErrorRules } from "../errors/error-handlers.ts";
import type { EventHandler } from "../events/event-handler.ts";
import type { HealthPlan } from "../health/health.ts";
import type { Identity } from "../identity/apply-identity.ts";
import type { InteractionTargets } from "../interactions/interactions.ts";
import type { LogSettings } from "../log/logging.ts";
import type { MetricsPlan } from "../metrics/meter.ts";
import type { PluginSet } from "../plugins/plugin-set.ts";
import type { PresenceSource } from "../presence/presence.ts";
import type { ScheduledRun } from "../schedule/run-on-schedule.ts";
import type { ShardingPlan } from "../sharding/sharding.ts";
import type { OpenStorage } from "../state/open-storage.ts";
import type { TableSetup } from "../state/tables/setup.ts";
import type { OpenTimers } from "../timers/timers.ts";
import type { TracingPlan } from "../tracing/tracer.ts";
import type { AtStart } from "./at-start.ts";
import type { NamedHandler } from "./named-handler.ts";

/** A command as it is registered with Discord. */
export interface Registration {
  readonly guildIds: readonly string[];
  readonly body: object;
}

/** A bot: its handlers and how it runs. Generated code writes one of these. */
export interface BotDefinition extends InteractionTargets {
  readonly name?: string;
  /** Gateway intents as bits. */
  readonly intents: number;
  /** What `commands.json` holds. */
  readonly registration?: readonly Registration[];
  readonly events?: readonly EventHandler[];
  /** Handlers of events that the bot itself emits, by name. */
  readonly emittedEvents?: Readonly<Record<string, readonly EventHandler[]>>;
  /** What the bot does on schedules. */
  readonly jobs?: readonly ScheduledRun[];
  /** What happens when handlers fail. */
  readonly errors?: ErrorRules;
  readonly caches?: Caches;
  /** What keeps the results of reads and flows, where the bot keeps any. */
  readonly cache?: OpenCache;
  /** What the bot shows beside its name. */
  readonly presence?: PresenceSource;
  /** What the bot's account is called and looks like. */
  readonly identity?: AtStart<Identity>;
  readonly gateway?: GatewaySettings;
  /** How it is spread over shards and processes; on one shard when nothing is said. */
  readonly sharding?: ShardingPlan;
  /** TypeScript that is part of the bot. */
  readonly plugins?: PluginSet;
  /** Environment variables without which the bot does not start. */
  readonly requiredEnvironment?: readonly string[];
  readonly rest?: RestSettings;
  /** Where state is kept; in memory when nothing is said. */
  readonly storage?: OpenStorage;
  /** The tables, and how they come to be in the database. */
  readonly tables?: TableSetup;
  /** What keeps timers, of a bot that has some. */
  readonly timers?: OpenTimers;
  readonly logging?: LogSettings;
  /** How others are told whether it works; not at all when nothing is said. */
  readonly health?: HealthPlan | undefined;
  /** How Prometheus is told what it does; not at all when nothing is said. */
  readonly metrics?: MetricsPlan | undefined;
  /** How it tells what it has done, step by step; not at all when nothing is said. */
  readonly tracing?: TracingPlan | undefined;
  /** What metrics and traces call its handlers, and where they stand in the document. */
  readonly handlers?: readonly NamedHandler[];
  readonly shutdown?: { readonly timeout?: SettingValue };
}

/** Settings from the environment arrive as text, or not at all. */
export type SettingValue = number | string | undefined;

export interface RestSettings {
  /** Address of Discord's REST API. */
  readonly api?: string | undefined;
  readonly globalRequestsPerSecond?: SettingValue;
  /** Address of a REST proxy, which sees to Discord's limits. */
  readonly proxy?: string | undefined;
  /** What processes have in common whose requests Discord sees from one address. */
  readonly egressAddress?: string | undefined;
}

export interface GatewaySettings {
  /** Members from which on a guild is large: then Discord sends only those who are online. 50 to 250. */
  readonly largeThreshold?: SettingValue;
  /** `zlib-stream` or `none`. */
  readonly compression?: string | undefined;
}

/** What `start` falls back to where neither a file nor the environment says otherwise. */
export const DEFAULTS = {
  api: "https://discord.com/api",
  globalRequestsPerSecond: 50,
  databasePath: "./furlow.db",
  shutdownTimeout: 20_000 /* ms */,
} as const;

/** A number from a setting, or the default when it is none. */
export function numberSetting(value: SettingValue, fallback: number): number {
  const result = value === undefined || value === "" ? Number.NaN : Number(value);
  return Number.isFinite(result) ? result : fallback;
}
