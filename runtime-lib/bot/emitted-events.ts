import type { Before } from "../caches/caches.ts";
import type { Context } from "../contexts/context.ts";
import { endsInAnyCase } from "../errors/errors.ts";
import type { EmittedEvent, EventContext } from "../events/emitted.ts";
import type { EventHandler } from "../events/event-handler.ts";

/** No cache changes with an event of the bot's own. */
const NOTHING_BEFORE: Before = {};

/** The handlers of events that the bot itself emits. */
export class EmittedEvents {
  readonly #handlers = new Map<string, readonly EventHandler[]>();

  /** Adds handlers by the names of their events. */
  add(handlers: Readonly<Record<string, readonly EventHandler[]>>): void {
    for (const [name, each] of Object.entries(handlers)) this.#handlers.set(name, each);
  }

  /**
   * Runs the handlers of an event one after another, in the context of who emits it. What fails in one is logged and
   * leaves the others alone; what ends the whole handler, such as its quota, is thrown.
   */
  async fire(ctx: Context, name: string, data: unknown): Promise<void> {
    const handlers = this.#handlers.get(name);
    if (handlers === undefined) return;
    const inside = withEvent(ctx, { name, data: isMap(data) ? data : {} });
    ctx.quota.enter(name, "Event");
    try {
      for (const handler of handlers) await this.#run(handler, inside);
    } finally {
      ctx.quota.leave();
    }
  }

  async #run(handler: EventHandler, ctx: EventContext<Context>): Promise<void> {
    try {
      await handler.run(ctx.bot, ctx as never, NOTHING_BEFORE);
    } catch (error) {
      if (endsInAnyCase(error)) throw error;
      ctx.bot.work.report(error, ctx.event.name);
    }
  }
}

function isMap(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** The context, with an event beside all that it has; several may be under way in one context. */
function withEvent<C extends Context>(ctx: C, event: EmittedEvent): EventContext<C> {
  return new Proxy(ctx, {
    get: (target, key) => (key === "event" ? event : Reflect.get(target, key, target)),
  }) as EventContext<C>;
}
