import type { Bot } from "../bot/bot.ts";
import { type GuildChannel, GuildChannelContext } from "../contexts/guild-channel-context.ts";
import type { CachedChannel } from "../types.ts";
import { event } from "./event.ts";

export class ChannelUpdateContext extends GuildChannelContext {
  constructor(
    bot: Bot,
    channel: GuildChannel,
    readonly oldChannel: CachedChannel | undefined,
  ) {
    super(bot, channel);
  }
}

/** A handler that runs when a channel has changed. */
export const onChannelUpdate = event(
  "CHANNEL_UPDATE",
  (bot, channel, { channels }) => new ChannelUpdateContext(bot, channel as GuildChannel, channels),
);
