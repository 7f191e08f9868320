/** What generated code imports. */
export * from "./actions/registry.generated.ts";
export type { Client, Connection, Shard, Shards } from "./bot/client.ts";
export { type RegistrationChange, registerCommands } from "./bot/register-commands.ts";
export { secretsFromFiles } from "./bot/secret-files.ts";
export type { BotDefinition, Registration } from "./bot/settings.ts";
export { startBot } from "./bot/start-bot.ts";
export { cachedFlow } from "./cache/cached-flow.ts";
export { cacheNamed, cacheWhen } from "./cache/choose-cache.ts";
export { memoryCache } from "./cache/memory-cache.ts";
export { redisCache } from "./cache/redis/redis-cache.ts";
export type { OpenCache } from "./cache/response-cache.ts";
export * from "./caches/registry.generated.ts";
export type { AnyContext } from "./contexts/any-context.ts";
export type { AutocompleteContext } from "./contexts/autocomplete-context.ts";
export type { ComponentContext } from "./contexts/component-context.ts";
export type { Context } from "./contexts/context.ts";
export type { CommandContext, InteractionContext } from "./contexts/interaction-context.ts";
export type { MessageMenuContext, UserMenuContext } from "./contexts/menu-context.ts";
export type { TimerContext } from "./contexts/timer-context.ts";
export * from "./entities/registry.generated.ts";
export { errorRules, type FailedContext } from "./errors/error-handlers.ts";
export { AbortError, ActionError, type Caught, caught, FurlowError, QuotaError } from "./errors/errors.ts";
export { logFailure, tellInPrivate, tellOfFailure, tellWebhook } from "./errors/notices.ts";
export * from "./events/registry.generated.ts";
export * from "./expressions/registry.generated.ts";
export { healthServer, healthWhen } from "./health/health-server.ts";
export { access } from "./interactions/access.ts";
export { command, messageMenu, userMenu } from "./interactions/command.ts";
export { onButton, onModal, onSelect } from "./interactions/component.ts";
export { permissionRules } from "./interactions/permissions.ts";
export { consoleOutput } from "./log/outputs/console-output.ts";
export { fileOutput } from "./log/outputs/file-output.ts";
export { lokiOutput } from "./log/outputs/loki-output.ts";
export { channelTypes } from "./messages/channel-types.ts";
export { color, rgb } from "./messages/color.ts";
export {
  button,
  buttonStyle,
  channelSelect,
  mentionableSelect,
  type Row,
  type RowItem,
  roleSelect,
  row,
  stringSelect,
  userSelect,
} from "./messages/components.ts";
export { componentsFrom, rowItemsFrom, selectOptionsFrom } from "./messages/components-from.ts";
export { type Embed, embed } from "./messages/embed.ts";
export { embedFieldsFrom, embedsFrom } from "./messages/embed-from.ts";
export { file, filesFrom, shippedFile } from "./messages/files.ts";
export { mentionsFrom } from "./messages/mentions.ts";
export { type Modal, modal, textInput } from "./messages/modals.ts";
export { emoji, emojis } from "./messages/short-names.ts";
export * from "./methods/registry.generated.ts";
export { metricsServer, metricsWhen } from "./metrics/metrics-server.ts";
export { counter, gauge, histogram, type UserMetric } from "./metrics/user-metric.ts";
export { broadcast } from "./plugins/broadcast.ts";
export { discordPlugins } from "./plugins/discord/discord-plugins.ts";
export { plugins } from "./plugins/plugins.ts";
export { changingPresence, fixedPresence, type ShownPresence } from "./presence/presence.ts";
export type { PresenceContext } from "./presence/presence-context.ts";
export { cronWithin } from "./schedule/cron-within.ts";
export { job } from "./schedule/job.ts";
export { cron } from "./schedule/schedule.ts";
export { acrossShards } from "./sharding/across-shards.ts";
export { cacheReads } from "./sharding/cache-reads.ts";
export { shardScript } from "./sharding/shard-script.ts";
export { sharded, shardedWhen } from "./sharding/sharded.ts";
export { withEntry, withItem, withoutEntry, withoutItem } from "./state/collections.ts";
export { memoryStorage } from "./state/memory-store.ts";
export { migratedTables } from "./state/migrations/migrated-tables.ts";
export { postgresStorage } from "./state/postgres/postgres-storage.ts";
export { redisStorage } from "./state/redis/redis-storage.ts";
export { sqliteStorage } from "./state/sqlite-store.ts";
export { stateVariable } from "./state/state-variable.ts";
export { storageNamed } from "./state/storage-named.ts";
export { createdTables } from "./state/tables/created-tables.ts";
export { table } from "./state/tables/table.ts";
export { variableNamed } from "./state/variable-named.ts";
export { durableTimers } from "./timers/durable-timers.ts";
export { openTelemetry } from "./tracing/open-telemetry.ts";
export * from "./types.ts";
