import { types } from "../../expression/types.ts";
import { baseRoots, cachedMember, inGuildRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "member_unboost",
  summary: "A member no longer boosts the guild.",
  gateway: "GUILD_MEMBER_UPDATE",
  order: 2,
  intents: ["guild_members"],
  caches: { members: ["premium_since"] },
  roots: {
    ...baseRoots,
    ...userRoots,
    ...inGuildRoots,
    member: { type: types.entity("member"), aliases: ["newMember"] },
    old_member: { type: types.optional(cachedMember), property: "oldMember" },
    boost_ended: { type: types.date, property: "boostEnded" },
  },
  runtime: "onMemberUnboost",
  contextType: "MemberUnboostContext",
  example: 'member_unboost:\n  actions:\n    - log: "${member.display_name} no longer boosts"',
});
