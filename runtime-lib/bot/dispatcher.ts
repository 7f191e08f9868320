import {
  ApplicationCommandType,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  InteractionType,
} from "discord-api-types/v10";
import type { EntityCache } from "../caches/entity-cache.ts";
import { AbortError, QuotaError } from "../errors/errors.ts";
import type { EventHandler } from "../events/event-handler.ts";
import type { CommandHandler, CommandRun } from "../interactions/command.ts";
import { messageBody } from "../messages/body.ts";
import type { Interaction } from "../types.ts";
import type { Bot } from "./bot.ts";
import { ReadyGate } from "./ready-gate.ts";
import type { Work } from "./work.ts";

const FAILED = "Something went wrong while running this command.";
const OVER_LIMIT = "This command was stopped because it used more than its limit.";

export interface DispatchTargets {
  readonly commands: Readonly<Record<string, CommandHandler>>;
  readonly events: readonly EventHandler[];
  readonly caches: readonly EntityCache<unknown>[];
  /** Whether Discord sends the guilds after READY, so that the bot is ready once they are here. */
  readonly receivesGuilds: boolean;
}

/** Brings what the gateway sends to the caches and handlers; a failing handler disturbs no other. */
export class Dispatcher {
  readonly #handlers = new Map<string, EventHandler[]>();
  readonly #caches = new Map<string, EntityCache<unknown>[]>();
  readonly #commands: ReadonlyMap<string, CommandHandler>;
  readonly #work: Work;
  #ready: ReadyGate | undefined;

  constructor(
    private readonly bot: Bot,
    targets: DispatchTargets,
  ) {
    this.#work = bot.work;
    this.#commands = new Map(Object.entries(targets.commands));
    for (const handler of targets.events) append(this.#handlers, handler.dispatch, handler);
    if (targets.receivesGuilds) this.#ready = new ReadyGate((payload) => this.#handle(payload));
    for (const cache of targets.caches)
      for (const name of cache.dispatches) append(this.#caches, name, cache);
  }

  /** Takes in one dispatch. Handlers run on while the next ones arrive. */
  dispatch(payload: GatewayDispatchPayload): void {
    const caches = this.#caches.get(payload.t);
    if (caches !== undefined) for (const cache of caches) cache.take(payload.t, payload.d as never);
    if (this.#ready?.holdsBack(payload)) return;
    this.#handle(payload);
  }

  #handle({ t, d }: GatewayDispatchPayload): void {
    if (this.#work.stopped) return;
    if (t === GatewayDispatchEvents.InteractionCreate) this.#interaction(d as Interaction);
    else {
      const handlers = this.#handlers.get(t);
      if (handlers !== undefined) this.#work.track(this.#events(handlers, d));
    }
  }

  /** Handlers of one event run in their order, one after another. */
  async #events(handlers: readonly EventHandler[], data: unknown): Promise<void> {
    for (const handler of handlers) {
      try {
        await handler.run(this.bot, data as never);
      } catch (error) {
        this.#work.report(error, handler.dispatch);
      }
    }
  }

  #interaction(interaction: Interaction): void {
    const isCommand =
      interaction.type === InteractionType.ApplicationCommand &&
      interaction.data.type === ApplicationCommandType.ChatInput;
    const handler = isCommand ? this.#commands.get(interaction.data.name) : undefined;
    if (handler === undefined) return;
    this.#work.track(this.#command(handler.start(this.bot, interaction), interaction.data.name));
  }

  async #command({ ctx, done }: CommandRun, name: string): Promise<void> {
    try {
      await done;
    } catch (error) {
      this.#work.report(error, `/${name}`);
      if (error instanceof AbortError) return;
      await this.#apologise(ctx, error);
    }
  }

  /** Tells the user, unless there is an answer already. */
  async #apologise({ answer }: CommandRun["ctx"], error: unknown): Promise<void> {
    if (answer.state === "answered") return;
    try {
      const content = error instanceof QuotaError ? OVER_LIMIT : FAILED;
      await answer.send(messageBody({ content }), true, false);
    } catch (failure) {
      this.bot.log.warn({ reason: String(failure) }, "the user could not be told of the failure");
    }
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
