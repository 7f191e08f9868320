import { type GuildChannel, GuildChannelContext } from "../contexts/guild-channel-context.ts";
import { event } from "./event.ts";

export type ChannelCreateContext = GuildChannelContext;

/** A handler that runs when a channel was made. */
export const onChannelCreate = event(
  "CHANNEL_CREATE",
  (bot, channel) => new GuildChannelContext(bot, channel as GuildChannel),
);
