import { baseRoots, inGuildRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "member_unban",
  aliases: ["guild_ban_remove"],
  summary: "A ban was lifted.",
  gateway: "GUILD_BAN_REMOVE",
  intents: ["guild_moderation"],
  roots: { ...baseRoots, ...userRoots, ...inGuildRoots },
  runtime: "onMemberUnban",
  contextType: "MemberUnbanContext",
  example: 'member_unban:\n  actions:\n    - log: "${user.username} may come back"',
});
