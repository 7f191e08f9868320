import type { Bot } from "../bot/bot.ts";
import { Context } from "../contexts/context.ts";
import { extended } from "../contexts/extended.ts";
import type { EmittedEvent } from "./emitted.ts";
import { event } from "./event.ts";
import type { AnyEvent } from "./runtime-events.ts";

/** The context of a handler that runs on everything: all that is known is a name, and what came with it. */
export class EveryEventContext extends Context {
  readonly event: EmittedEvent<unknown>;

  constructor(bot: Bot, { name, data }: AnyEvent) {
    super(bot);
    this.event = { name, data };
  }

  get data(): unknown {
    return this.event.data;
  }
}

/** A handler that runs on everything that Discord sends, and on events of the bot's own. */
export const onEvery = event("*", (bot, any) => {
  const ctx = new EveryEventContext(bot, any);
  if (any.emitter === undefined) return ctx;
  // It runs in the name of who emits the event.
  const { quota, operations, isAboutFailure } = any.emitter;
  return extended(ctx, { quota, operations, isAboutFailure });
});
