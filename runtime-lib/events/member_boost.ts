import { MemberChangeContext } from "../contexts/member-change-context.ts";
import { event } from "./event.ts";

/** Of who was not in the cache before, a boost as young as this is the change. */
const JUST_NOW = 60_000; /* ms */

export class MemberBoostContext extends MemberChangeContext {
  get boostSince(): Date {
    return new Date(this.member.premium_since!);
  }
}

/** A handler that runs when a member has begun to boost the guild. */
export const onMemberBoost = event("GUILD_MEMBER_UPDATE", (bot, data, before) => {
  const { premium_since } = data;
  if (!premium_since) return undefined;
  const known = before.members as { premium_since?: string | null } | undefined;
  const began =
    known === undefined ? Date.now() - Date.parse(premium_since) < JUST_NOW : !known.premium_since;
  return began ? new MemberBoostContext(bot, data, before) : undefined;
});
