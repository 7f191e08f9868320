import type { REST } from "@discordjs/rest";
import {
  type APIApplication,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayPresenceUpdateData,
  Routes,
} from "discord-api-types/v10";
import { FurlowError, messageOf } from "../errors/errors.ts";
import { StackFormatter } from "../errors/stack.ts";
import type { EventHandler } from "../events/event-handler.ts";
import { explainClose, isFatalClose } from "../gateway/close-codes.ts";
import { Gateway } from "../gateway/gateway.ts";
import type { ShardListener } from "../gateway/shard.ts";
import { applyIdentity } from "../identity/apply-identity.ts";
import { createLogger, type Logger } from "../log/logger.ts";
import { presenceHandlers } from "../presence/keep-presence.ts";
import { ShardPresence } from "../presence/shard-presence.ts";
import { DiscordRest } from "../rest/discord-rest.ts";
import { runOnSchedule } from "../schedule/run-on-schedule.ts";
import { MemoryStore, memoryStorage } from "../state/memory-store.ts";
import { openDatabase } from "../state/tables/setup.ts";
import { atStart } from "./at-start.ts";
import { Bot } from "./bot.ts";
import { commandLine, runCommand } from "./commands.ts";
import { ANY_EVENT, Dispatcher } from "./dispatcher.ts";
import { registerCommands } from "./register-commands.ts";
import { type BotDefinition, DEFAULTS, numberSetting } from "./settings.ts";
import { Shutdown } from "./shutdown.ts";
import { Work } from "./work.ts";

/** The one shard there is. */
const SHARD = 0;
const MINUTE = 60_000; /* ms */

/** Starts a bot and keeps it running until SIGTERM or SIGINT. Ends the process when it cannot run. */
export async function startBot(definition: BotDefinition): Promise<void> {
  const log = createLogger(definition.logging);
  const command = commandLine();
  if (command !== undefined) return await runCommand(command, definition, log);
  const shutdown = new Shutdown(log);
  const token = requireEnvironment(definition, log);
  const stacks = new StackFormatter(import.meta.url);
  try {
    const rest = createRest(definition, token);
    const gateway = new Gateway(rest, token);
    const work = new Work(log, stacks, definition.errors);
    const store = await (definition.storage ?? memoryStorage())({ log });
    shutdown.add(() => store.close());
    const cache = await definition.cache?.({ log, name: definition.name ?? "bot" });
    if (cache !== undefined) shutdown.add(() => cache.close());
    const bot = new Bot(rest, log, work, store, new MemoryStore(), definition.caches ?? {}, cache);
    if (definition.tables !== undefined)
      bot.database = await openDatabase(definition.tables, store, log, shutdown);
    await connect(bot, gateway, definition, token, shutdown);
  } catch (error) {
    // What the document computes for the start has its place in there.
    if (error instanceof FurlowError) log.fatal({ stack: stacks.format(error) }, error.message);
    else log.fatal(explainStart(error));
    process.exit(1);
  }
}

/** Connects to the gateway, with handlers, caches and commands in place. */
async function connect(
  bot: Bot,
  gateway: Gateway,
  definition: BotDefinition,
  token: string,
  shutdown: Shutdown,
): Promise<void> {
  const { events = [], emittedEvents = {} } = definition;
  const identity = definition.identity && atStart(definition.identity);
  bot.emitted.add(
    emittedEvents,
    events.filter(({ dispatch }) => dispatch === ANY_EVENT),
  );
  const presence = definition.presence && new ShardPresence(bot, definition.presence, SHARD, showPresence);
  const targets = {
    interactions: definition,
    events: [
      startSchedules(bot, events, shutdown),
      ...(presence === undefined ? [] : presenceHandlers(presence)),
      ...events,
    ],
    caches: bot.caches,
    receivesGuilds: (definition.intents & GatewayIntentBits.Guilds) !== 0,
  };
  const dispatcher = new Dispatcher(bot, targets);
  async function showPresence(d: GatewayPresenceUpdateData): Promise<void> {
    await gateway.send(SHARD, { op: GatewayOpcodes.PresenceUpdate, d });
  }
  if (dispatcher.handles("minute")) setInterval(() => dispatcher.emit("minute", {}), MINUTE).unref();
  const timeout = numberSetting(definition.shutdown?.timeout, DEFAULTS.shutdownTimeout);
  shutdown.add(async () => {
    presence?.stop();
    await gateway.close();
  });
  shutdown.add(async () => {
    if (await bot.work.drain(timeout)) return;
    bot.log.warn({ timeout }, "handlers were still running when the time to stop was over");
  });
  const { largeThreshold, compression } = definition.gateway ?? {};
  const options = {
    token,
    intents: definition.intents,
    shardIds: [SHARD],
    shardCount: 1,
    presence: await presence?.initial(),
    largeThreshold: largeThreshold === undefined ? undefined : Number(largeThreshold),
    compressed: compression === "zlib-stream",
  };
  await gateway.connect(options, shardListener(bot, dispatcher, presence));
  // Only now: a bot that starts should not have to wait for this before it hears of events.
  await Promise.all([register(bot, definition), identity && applyIdentity(bot, identity, import.meta.url)]);
}

/** Starts what runs on a schedule once the bot is ready for the first time. */
function startSchedules(bot: Bot, events: readonly EventHandler[], shutdown: Shutdown): EventHandler {
  const runs = events.flatMap(({ scheduled = [] }) => scheduled);
  let started = false;
  return {
    dispatch: GatewayDispatchEvents.Ready,
    run() {
      if (started) return undefined;
      started = true;
      const stops = runs.map((run) => runOnSchedule(bot, run));
      shutdown.add(async () => {
        for (const stop of stops) stop();
      });
      return undefined;
    },
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

function createRest(definition: BotDefinition, token: string): REST {
  const { rest } = definition;
  return new DiscordRest({
    version: "10",
    api: process.env["DISCORD_API_URL"] ?? rest?.api ?? DEFAULTS.api,
    globalRequestsPerSecond: numberSetting(
      process.env["DISCORD_GLOBAL_RPS"] ?? rest?.globalRequestsPerSecond,
      DEFAULTS.globalRequestsPerSecond,
    ),
  }).setToken(token);
}

/** What shards tell, for those whom it concerns. */
function shardListener(bot: Bot, dispatcher: Dispatcher, presence: ShardPresence | undefined): ShardListener {
  return {
    wants: (dispatch) => dispatcher.wants(dispatch),
    dispatch(payload) {
      if (payload.t === GatewayDispatchEvents.Ready) {
        bot.becameReady(payload.d.user);
        presence?.begin();
        bot.log.info(
          { user: payload.d.user.username, guilds: payload.d.guilds.length },
          "connected to Discord",
        );
      }
      dispatcher.dispatch(payload);
    },
    heartbeat(latency) {
      bot.ping = latency;
    },
    failed(error, shardId) {
      bot.log.warn({ shardId, reason: error.message }, "the connection to Discord failed");
      dispatcher.emit("shard_failed", { shardId, error });
    },
    closed(code, shardId) {
      dispatcher.emit("shard_closed", { shardId, code });
      if (!isFatalClose(code)) return;
      bot.log.fatal({ code }, explainClose(code));
      process.exit(1);
    },
  };
}

/** Registers the commands where they differ from what Discord has. */
async function register(bot: Bot, definition: BotDefinition): Promise<void> {
  const { registration } = definition;
  if (registration === undefined) return;
  const applicationId =
    process.env["DISCORD_CLIENT_ID"] ??
    ((await bot.rest.get(Routes.currentApplication())) as APIApplication).id;
  const guildId = process.env["DISCORD_GUILD_ID"] || undefined;
  const changes = await registerCommands(bot.rest, applicationId, registration, { guildId });
  for (const change of changes) bot.log.info(change, "registered commands");
}

function explainStart(error: unknown): string {
  const message = messageOf(error);
  const rejected = /401|unauthorized|invalid token/i.test(message);
  return rejected ? "Discord does not accept DISCORD_TOKEN: copy it anew from the developer portal" : message;
}
