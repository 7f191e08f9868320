import type { GatewayGuildMemberUpdateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { Before } from "../caches/caches.ts";
import type { CachedMember } from "../types.ts";
import { MemberContext } from "./member-context.ts";

/** The context of a change of a member. */
export class MemberChangeContext extends MemberContext {
  /** As the cache had them. */
  readonly oldMember: CachedMember | undefined;

  constructor(bot: Bot, member: GatewayGuildMemberUpdateDispatchData, { members }: Before) {
    super(bot, member.guild_id, member);
    this.oldMember = members;
  }
}
