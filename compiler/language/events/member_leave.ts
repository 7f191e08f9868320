import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "member_leave",
  aliases: ["guild_member_remove"],
  summary: "A user has left a guild, or was kicked or banned.",
  gateway: "GUILD_MEMBER_REMOVE",
  intents: ["guild_members"],
  roots: {
    ...baseRoots,
    ...userRoots,
    ...inGuildRoots,
    member: { type: types.entity("member", { cache: "members", partial: true }) },
  },
  runtime: "onMemberLeave",
  contextType: "MemberLeaveContext",
  example: 'member_leave:\n  actions:\n    - log: "${user.username} left"',
});
