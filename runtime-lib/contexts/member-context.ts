import type { Bot } from "../bot/bot.ts";
import type { Member, User } from "../types.ts";
import { GuildContext } from "./guild-context.ts";

/** The context of what concerns a member of a guild. */
export class MemberContext extends GuildContext {
  constructor(
    bot: Bot,
    guildId: string,
    readonly member: Member,
  ) {
    super(bot, guildId);
  }

  get user(): User {
    return this.member.user;
  }

  get userId(): string {
    return this.member.user.id;
  }
}
