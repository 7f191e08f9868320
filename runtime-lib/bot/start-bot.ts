import { GatewayIntentBits } from "discord-api-types/v10";
import { messageOf } from "../errors/errors.ts";
import { StackFormatter } from "../errors/stack.ts";
import { Gateway } from "../gateway/gateway.ts";
import { changeLevelOnSignal } from "../log/level-signal.ts";
import { createLogger, type Logger, loggerOf } from "../log/logger.ts";
import { Logging } from "../log/logging.ts";
import { presenceHandlers } from "../presence/keep-presence.ts";
import { DiscordRest } from "../rest/discord-rest.ts";
import type { RestObserver } from "../rest/rest-observer.ts";
import type { SupervisorParts } from "../sharding/sharding.ts";
import { singleShard } from "../sharding/single-shard.ts";
import { MemoryStore, memoryStorage } from "../state/memory-store.ts";
import { openDatabase } from "../state/tables/setup.ts";
import { Bot } from "./bot.ts";
import { commandLine, HEALTH_COMMAND, runCommand } from "./commands.ts";
import { ANY_EVENT, Dispatcher } from "./dispatcher.ts";
import { BotDuties } from "./duties.ts";
import { Observers } from "./observers.ts";
import { type BotDefinition, DEFAULTS, numberSetting } from "./settings.ts";
import { type HostSettings, ShardHost } from "./shard-host.ts";
import { Shutdown } from "./shutdown.ts";
import { Work } from "./work.ts";
import { keepYoungGenerationSmall } from "./young-generation.ts";

/** Starts a bot and keeps it running until SIGTERM or SIGINT. Ends the process when it cannot run. */
export async function startBot(definition: BotDefinition): Promise<void> {
  const command = commandLine();
  if (command?.name === HEALTH_COMMAND && definition.health !== undefined) {
    process.exitCode = await definition.health.ask();
    return;
  }
  // The bot itself may be running: its files are its own.
  if (command !== undefined)
    return await runCommand(command, definition, createLogger({ ...definition.logging, outputs: undefined }));
  const letGrow = keepYoungGenerationSmall();
  const logging = openLog(definition);
  const log = loggerOf(logging);
  const shutdown = new Shutdown(log);
  shutdown.add(() => logging.close());
  changeLevelOnSignal(logging);
  const token = requireEnvironment(definition, log);
  const stacks = new StackFormatter(import.meta.url);
  endOnCrash(log, stacks);
  try {
    const observers = await Observers.open(definition, { log, logging, stacks }, shutdown);
    const { health, metrics } = observers;
    const rest = createRest(definition, token, log, observers.rest);
    const gateway = new Gateway(rest, token, metrics?.meter);
    const stopTimeout = numberSetting(definition.shutdown?.timeout, DEFAULTS.shutdownTimeout);
    const parts = { gateway, log, logging, shutdown, stopTimeout, health, metrics };
    if (await definition.sharding?.supervise?.(parts)) return tellReady();
    const work = new Work(log, stacks, definition.errors);
    work.meter = metrics?.meter;
    const opened = await (definition.storage ?? memoryStorage())({ log });
    shutdown.add(() => opened.close());
    const store = observers.ofStore(opened);
    const cache = await definition.cache?.({ log, name: definition.name ?? "bot" });
    if (cache !== undefined) shutdown.add(() => cache.close());
    const bot = new Bot(rest, log, work, store, new MemoryStore(), definition.caches ?? {}, cache);
    observers.follow(bot);
    if (definition.tables !== undefined) {
      const database = await openDatabase(definition.tables, store, log, shutdown);
      bot.database = observers.ofDatabase(database);
    }
    bot.timers = await definition.timers?.(bot);
    await connect(bot, gateway, definition, token, { shutdown, stopTimeout, health, metrics });
    letGrow();
    tellReady();
  } catch (error) {
    const stack = stacks.inDocument(error);
    if (stack === undefined) log.fatal(explainStart(error));
    else log.fatal({ stack }, messageOf(error));
    await logging.close();
    process.exit(1);
  }
}

/** The log with its outputs; what one of them refuses is told on the console. */
function openLog({ logging: settings = {}, name, tracing }: BotDefinition): Logging {
  const logging = new Logging({ ...settings, hasFacts: tracing !== undefined }, name);
  try {
    logging.open();
  } catch (error) {
    createLogger({ ...settings, outputs: undefined }).fatal(messageOf(error));
    process.exit(1);
  }
  return logging;
}

/** Has the log say what nobody has caught, unless a plugin takes care of that. The process ends, as Node has it. */
function endOnCrash(log: Logger, stacks: StackFormatter): void {
  process.on("uncaughtException", (error) => {
    if (process.listenerCount("uncaughtException") > 1) return;
    log.fatal({ stack: stacks.format(error) }, messageOf(error));
    process.exit(1);
  });
}

/** Tells whoever has started this process and waits for it, as PM2 does with `wait_ready`. */
function tellReady(): void {
  process.send?.("ready", undefined, undefined, () => {});
}

type RunningParts = Pick<SupervisorParts, "shutdown" | "stopTimeout" | "health" | "metrics">;

/** Connects to the gateway, with handlers, caches and commands in place. */
async function connect(
  bot: Bot,
  gateway: Gateway,
  definition: BotDefinition,
  token: string,
  { shutdown, stopTimeout, health, metrics }: RunningParts,
): Promise<void> {
  const { events = [], emittedEvents = {}, presence } = definition;
  bot.emitted.add(
    emittedEvents,
    events.filter(({ dispatch }) => dispatch === ANY_EVENT),
  );
  const shown = presence === undefined ? [] : presenceHandlers((shardId) => host.presenceOf(shardId));
  const dispatcher = new Dispatcher(bot, {
    interactions: definition,
    events: [...shown, ...events],
    caches: bot.caches,
    receivesGuilds: (definition.intents & GatewayIntentBits.Guilds) !== 0,
  });
  const duties = new BotDuties(bot, definition, dispatcher, import.meta.url);
  const host = new ShardHost(bot, gateway, duties, gatewaySettings(definition, token), dispatcher, presence);
  const started = await definition.plugins?.open(bot, host);
  const sharding = await (definition.sharding ?? singleShard).open(host);
  shutdown.add(() => sharding.close());
  shutdown.add(async () => {
    if (await bot.work.drain(stopTimeout)) return;
    bot.log.warn({ timeout: stopTimeout }, "handlers were still running when the time to stop was over");
  });
  shutdown.add(() => sharding.leave());
  const parts = { bot, gateway, sharding, shutdown };
  health?.watchBot(parts);
  metrics?.watchBot(parts);
  await sharding.start();
  health?.started();
  metrics?.started();
  started?.();
}

function gatewaySettings({ intents, gateway = {} }: BotDefinition, token: string): HostSettings {
  const { largeThreshold, compression } = gateway;
  return {
    token,
    intents,
    largeThreshold: largeThreshold === undefined ? undefined : Number(largeThreshold),
    compressed: compression === "zlib-stream",
  };
}

/** Everything a bot needs is checked before it connects, and said at once. */
function requireEnvironment(definition: BotDefinition, log: Logger): string {
  const needed = ["DISCORD_TOKEN", ...(definition.requiredEnvironment ?? [])];
  const missing = needed.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    log.fatal(`set ${missing.join(", ")} in the environment; the bot cannot start without`);
    process.exit(1);
  }
  return process.env["DISCORD_TOKEN"]!;
}

function createRest(
  { rest = {} }: BotDefinition,
  token: string,
  log: Logger,
  observer: RestObserver | undefined,
): DiscordRest {
  const { env } = process;
  const options = {
    api: env["DISCORD_API_URL"] ?? rest.api ?? DEFAULTS.api,
    proxy: env["DISCORD_REST_PROXY"] || rest.proxy || undefined,
    egressAddress: env["FURLOW_EGRESS_ADDRESS"] || rest.egressAddress || undefined,
    globalRequestsPerSecond: numberSetting(
      env["DISCORD_GLOBAL_RPS"] ?? rest.globalRequestsPerSecond,
      DEFAULTS.globalRequestsPerSecond,
    ),
    observer,
  };
  return new DiscordRest(options, log).setToken(token);
}

function explainStart(error: unknown): string {
  const message = messageOf(error);
  const rejected = /401|unauthorized|invalid token/i.test(message);
  return rejected ? "Discord does not accept DISCORD_TOKEN: copy it anew from the developer portal" : message;
}
