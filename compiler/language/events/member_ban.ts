import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "member_ban",
  aliases: ["guild_ban_add"],
  summary: "A user was banned from a guild.",
  gateway: "GUILD_BAN_ADD",
  intents: ["guild_moderation"],
  roots: {
    ...baseRoots,
    ...userRoots,
    ...inGuildRoots,
    reason: { type: types.optional(types.string) },
    ban: { type: types.map({ reason: types.optional(types.string) }) },
  },
  runtime: "onMemberBan",
  contextType: "MemberBanContext",
  example: 'member_ban:\n  actions:\n    - log: "${user.username} was banned"',
});
