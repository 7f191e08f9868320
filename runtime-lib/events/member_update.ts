import { MemberChangeContext } from "../contexts/member-change-context.ts";
import { event } from "./event.ts";

export type MemberUpdateContext = MemberChangeContext;

/** A handler that runs when a member has changed. */
export const onMemberUpdate = event(
  "GUILD_MEMBER_UPDATE",
  (bot, data, before) => new MemberChangeContext(bot, data, before),
);
