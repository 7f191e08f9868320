import { GuildContext } from "../contexts/guild-context.ts";
import { event } from "./event.ts";

export type GuildCreateContext = GuildContext;

/** A handler that runs when the bot has joined a guild, not on those that arrive after connecting. */
export const onGuildCreate = event("GUILD_CREATE", (bot, { id }, { joined }) =>
  joined ? new GuildContext(bot, id) : undefined,
);
