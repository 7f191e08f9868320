import type { Bot } from "../bot/bot.ts";
import type { Role } from "../types.ts";
import { GuildContext } from "./guild-context.ts";

/** The context of a role that was made or changed. */
export class RoleContext extends GuildContext {
  constructor(
    bot: Bot,
    guildId: string,
    readonly role: Role,
  ) {
    super(bot, guildId);
  }
}
