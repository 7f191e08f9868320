import type { Bot } from "../bot/bot.ts";
import { ChannelContext } from "../contexts/channel-context.ts";
import type { CachedChannel, Channel } from "../types.ts";
import { event } from "./event.ts";

export class ThreadDeleteContext extends ChannelContext {
  constructor(
    bot: Bot,
    guildId: string,
    /** What Discord still says of it, with what the cache had. */
    readonly thread: CachedChannel & Pick<Channel, "type" | "parent_id" | "guild_id">,
  ) {
    super(bot, guildId, thread.id);
  }

  override get channel(): CachedChannel {
    return this.thread;
  }
}

/** A handler that runs when a thread was deleted. */
export const onThreadDelete = event(
  "THREAD_DELETE",
  (bot, thread, { channels }) => new ThreadDeleteContext(bot, thread.guild_id, { ...channels, ...thread }),
);
