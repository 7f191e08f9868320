import type { Bot } from "../bot/bot.ts";
import type { CachedChannel } from "../types.ts";
import { GuildContext } from "./guild-context.ts";

/** The context of what may have a channel, of which the event says the id. */
export class OptionalChannelContext extends GuildContext {
  readonly channelId: string | undefined;

  constructor(bot: Bot, guildId: string, channelId: string | null | undefined) {
    super(bot, guildId);
    this.channelId = channelId ?? undefined;
  }

  get channel(): CachedChannel | undefined {
    return this.channelById(this.channelId);
  }

  /** A channel from the cache; where it is not there, its id. */
  protected channelById(id: string | null | undefined): CachedChannel | undefined {
    return id ? (this.bot.caches.channels?.get(this.guildId, id) ?? { id }) : undefined;
  }
}
