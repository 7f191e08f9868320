import { type GuildChannel, GuildChannelContext } from "../contexts/guild-channel-context.ts";
import { event } from "./event.ts";

export type ChannelDeleteContext = GuildChannelContext;

/** A handler that runs when a channel was deleted. */
export const onChannelDelete = event(
  "CHANNEL_DELETE",
  (bot, channel) => new GuildChannelContext(bot, channel as GuildChannel),
);
