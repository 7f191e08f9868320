import type { Bot } from "../bot/bot.ts";
import type { CachedChannel } from "../types.ts";
import { GuildContext } from "./guild-context.ts";

/** The context of what happens in a channel, of which the event says the id. */
export class ChannelContext<GuildId extends string | undefined = string> extends GuildContext<GuildId> {
  constructor(
    bot: Bot,
    guildId: GuildId,
    readonly channelId: string,
  ) {
    super(bot, guildId);
  }

  /** The channel from the cache; where it is not there, its id. */
  get channel(): CachedChannel {
    return this.bot.caches.channels?.get(this.guildId, this.channelId) ?? { id: this.channelId };
  }
}
