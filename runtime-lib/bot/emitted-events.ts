import type { Before } from "../caches/caches.ts";
import type { Context } from "../contexts/context.ts";
import { extended } from "../contexts/extended.ts";
import { endsInAnyCase } from "../errors/errors.ts";
import type { EmittedEvent, EventContext } from "../events/emitted.ts";
import type { EventHandler } from "../events/event-handler.ts";
import type { AnyEvent } from "../events/runtime-events.ts";

/** No cache changes with an event of the bot's own. */
const NOTHING_BEFORE: Before = {};

const NOBODY: readonly EventHandler[] = [];

/** The handlers of events that the bot itself emits. */
export class EmittedEvents {
  readonly #handlers = new Map<string, readonly EventHandler[]>();
  /** Handlers that run on every event. */
  #ofAny: readonly EventHandler[] = NOBODY;

  /**
   * Adds handlers by the names of their events.
   * @param ofAny those that run on every event
   */
  add(handlers: Readonly<Record<string, readonly EventHandler[]>>, ofAny: readonly EventHandler[]): void {
    this.#ofAny = ofAny;
    for (const [name, each] of Object.entries(handlers)) this.#handlers.set(name, each);
  }

  /** Adds a handler after those that there are. */
  append(name: string, handler: EventHandler): void {
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? NOBODY), handler]);
  }

  /** All that were added by name. */
  get handlers(): readonly EventHandler[] {
    return [...this.#handlers.values()].flat();
  }

  /**
   * Runs the handlers of an event one after another, in the context of who emits it. What fails in one is logged and
   * leaves the others alone; what ends the whole handler, such as its quota, is thrown.
   */
  async fire(ctx: Context, name: string, data: unknown): Promise<void> {
    const handlers = this.#handlers.get(name) ?? NOBODY;
    if (handlers.length + this.#ofAny.length === 0) return;
    const event: EmittedEvent = { name, data: isMap(data) ? data : {} };
    const inside = extended(ctx, { event });
    ctx.quota.enter(name, "Event");
    try {
      for (const handler of handlers) await this.#run(handler, inside, inside);
      for (const handler of this.#ofAny) await this.#run(handler, inside, { ...event, emitter: ctx });
    } finally {
      ctx.quota.leave();
    }
  }

  /** @param data what the handler takes */
  async #run(
    handler: EventHandler,
    ctx: EventContext<Context>,
    data: EventContext<Context> | AnyEvent,
  ): Promise<void> {
    try {
      await handler.run(ctx.bot, data as never, NOTHING_BEFORE, ctx.origin);
    } catch (error) {
      if (endsInAnyCase(error)) throw error;
      await ctx.bot.work.report(error, ctx.event.name, ctx);
    }
  }
}

function isMap(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
