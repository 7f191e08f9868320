import type { GatewayGuildMemberRemoveDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { Before } from "../caches/caches.ts";
import { GuildContext } from "../contexts/guild-context.ts";
import type { CachedMember, User } from "../types.ts";
import { event } from "./event.ts";

export class MemberLeaveContext extends GuildContext {
  readonly user: User;
  /** As the cache had them: Discord says who has left, but no longer with which roles. */
  readonly member: CachedMember;

  constructor(bot: Bot, { user, guild_id }: GatewayGuildMemberRemoveDispatchData, { members }: Before) {
    super(bot, guild_id);
    this.user = user;
    this.member = { ...members, user };
  }

  get userId(): string {
    return this.user.id;
  }
}

/** A handler that runs when a user has left a guild, or was kicked or banned. */
export const onMemberLeave = event(
  "GUILD_MEMBER_REMOVE",
  (bot, data, before) => new MemberLeaveContext(bot, data, before),
);
