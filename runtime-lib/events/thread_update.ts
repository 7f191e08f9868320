import type { Bot } from "../bot/bot.ts";
import { type GuildChannel, ThreadContext } from "../contexts/guild-channel-context.ts";
import type { CachedChannel } from "../types.ts";
import { event } from "./event.ts";

export class ThreadUpdateContext extends ThreadContext {
  constructor(
    bot: Bot,
    thread: GuildChannel,
    readonly oldThread: CachedChannel | undefined,
  ) {
    super(bot, thread);
  }
}

/** A handler that runs when a thread has changed. */
export const onThreadUpdate = event(
  "THREAD_UPDATE",
  (bot, thread, { channels }) => new ThreadUpdateContext(bot, thread as GuildChannel, channels),
);
