import { MemberChangeContext } from "../contexts/member-change-context.ts";
import type { CachedMember } from "../types.ts";
import { event } from "./event.ts";

export class MemberUnboostContext extends MemberChangeContext {
  /** Since when the member had boosted. */
  get boostEnded(): Date {
    return new Date(boostOf(this.oldMember)!);
  }
}

/** A handler that runs when a member no longer boosts the guild. */
export const onMemberUnboost = event("GUILD_MEMBER_UPDATE", (bot, data, before) =>
  boostOf(before.members) && !data.premium_since ? new MemberUnboostContext(bot, data, before) : undefined,
);

function boostOf(member: CachedMember | undefined): string | null | undefined {
  return (member as { premium_since?: string | null } | undefined)?.premium_since;
}
