import type { Before } from "../caches/caches.ts";
import type { Context } from "../contexts/context.ts";
import { extended } from "../contexts/extended.ts";
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
    const event: EmittedEvent = { name, data: isMap(data) ? data : {} };
    const inside = extended(ctx, { event });
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
      await ctx.bot.work.report(error, ctx.event.name, ctx);
    }
  }
}

function isMap(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
