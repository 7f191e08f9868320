import { types } from "../../expression/types.ts";
import { baseRoots, cachedMember, inGuildRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "member_boost",
  summary: "A member has begun to boost the guild.",
  gateway: "GUILD_MEMBER_UPDATE",
  order: 1,
  intents: ["guild_members"],
  caches: { members: ["premium_since"] },
  roots: {
    ...baseRoots,
    ...userRoots,
    ...inGuildRoots,
    member: { type: types.entity("member"), aliases: ["newMember"] },
    old_member: { type: types.optional(cachedMember), property: "oldMember" },
    boost_since: { type: types.date, property: "boostSince" },
  },
  runtime: "onMemberBoost",
  contextType: "MemberBoostContext",
  example: 'member_boost:\n  actions:\n    - log: "${member.display_name} boosts"',
});
