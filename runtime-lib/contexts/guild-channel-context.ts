import type { Bot } from "../bot/bot.ts";
import type { Channel } from "../types.ts";
import { GuildContext } from "./guild-context.ts";

/** A channel of a guild, which says of which. */
export type GuildChannel = Channel & { readonly guild_id: string };

/** The context of what concerns a channel that was sent whole. */
export class GuildChannelContext extends GuildContext {
  readonly channel: Channel;

  constructor(bot: Bot, channel: GuildChannel) {
    super(bot, channel.guild_id);
    this.channel = channel;
  }

  get channelId(): string {
    return this.channel.id;
  }
}

/** The same for a thread, which is the channel. */
export class ThreadContext extends GuildChannelContext {
  get thread(): Channel {
    return this.channel;
  }
}
