import type { Bot } from "../bot/bot.ts";
import { GuildContext } from "../contexts/guild-context.ts";
import type { Guild } from "../types.ts";
import { event } from "./event.ts";

export class GuildUpdateContext extends GuildContext {
  constructor(
    bot: Bot,
    guildId: string,
    readonly oldGuild: Guild | undefined,
  ) {
    super(bot, guildId);
  }
}

/** A handler that runs when a guild has changed. */
export const onGuildUpdate = event(
  "GUILD_UPDATE",
  (bot, { id }, { guilds }) => new GuildUpdateContext(bot, id, guilds),
);
