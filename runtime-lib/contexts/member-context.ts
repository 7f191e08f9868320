import type { Bot } from "../bot/bot.ts";
import type { Guild, Member, User } from "../types.ts";
import { Context } from "./context.ts";

/** The context of an event about a member of a guild. */
export class MemberContext extends Context {
  constructor(
    bot: Bot,
    readonly member: Member,
    readonly guildId: string,
    wallClock?: number,
  ) {
    super(bot, wallClock);
  }

  get user(): User {
    return this.member.user;
  }

  get userId(): string {
    return this.member.user.id;
  }

  get guild(): Guild | undefined {
    return this.bot.guild(this.guildId);
  }
}

export type MemberJoinContext = MemberContext;
export type MemberLeaveContext = MemberContext;
