import { MemberContext } from "../contexts/member-context.ts";
import { event } from "./event.ts";

export type MemberJoinContext = MemberContext;

/** A handler that runs when a user joins a guild. */
export const onMemberJoin = event(
  "GUILD_MEMBER_ADD",
  (bot, member) => new MemberContext(bot, member.guild_id, member),
);
