import type { Bot } from "../bot/bot.ts";
import { GuildContext } from "../contexts/guild-context.ts";
import type { Guild } from "../types.ts";
import { event } from "./event.ts";

export class GuildDeleteContext extends GuildContext {
  readonly #guild: Guild | undefined;

  constructor(bot: Bot, guildId: string, guild: Guild | undefined) {
    super(bot, guildId);
    this.#guild = guild;
  }

  /** As the cache had it: Discord no longer says more than the id. */
  override get guild(): Guild | undefined {
    return this.#guild;
  }
}

/** A handler that runs when the bot has left a guild; not on outages. */
export const onGuildDelete = event("GUILD_DELETE", (bot, { id, unavailable }, { guilds }) =>
  unavailable ? undefined : new GuildDeleteContext(bot, id, guilds),
);
