import { types } from "../../expression/types.ts";
import { baseRoots, cachedMember, inGuildRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "member_update",
  aliases: ["guild_member_update"],
  summary: "A member has changed: roles, nickname, timeout, boosting.",
  gateway: "GUILD_MEMBER_UPDATE",
  intents: ["guild_members"],
  roots: {
    ...baseRoots,
    ...userRoots,
    ...inGuildRoots,
    member: { type: types.entity("member"), aliases: ["newMember"] },
    old_member: { type: types.optional(cachedMember), property: "oldMember" },
  },
  runtime: "onMemberUpdate",
  contextType: "MemberUpdateContext",
  example: 'member_update:\n  actions:\n    - log: "${member.display_name}"',
});
