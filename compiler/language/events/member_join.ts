import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "member_join",
  aliases: ["guild_member_add"],
  summary: "A user has joined a guild.",
  gateway: "GUILD_MEMBER_ADD",
  intents: ["guild_members"],
  roots: { ...baseRoots, ...userRoots, ...inGuildRoots, member: { type: types.entity("member") } },
  runtime: "onMemberJoin",
  contextType: "MemberJoinContext",
  example: 'member_join:\n  actions:\n    - log: "${user.username} joined"',
});
