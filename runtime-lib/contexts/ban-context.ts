import type { Bot } from "../bot/bot.ts";
import type { User } from "../types.ts";
import { GuildContext } from "./guild-context.ts";

/** The context of a ban, or of its end. */
export class BanContext extends GuildContext {
  constructor(
    bot: Bot,
    guildId: string,
    readonly user: User,
  ) {
    super(bot, guildId);
  }

  get userId(): string {
    return this.user.id;
  }
}
