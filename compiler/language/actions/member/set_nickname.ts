import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { userTargets } from "../../fields/targets.ts";
import { text } from "../../fields/values.ts";

export default defineAction({
  name: "set_nickname",
  category: "member",
  summary: "Changes a member's name in the guild; an empty text takes it away.",
  fields: {
    nickname: text("The name.", { required: true, limit: { what: "the nickname", maximum: 32 } }),
    user: userTargets("The member; by default who triggered the handler.", { fallback: "userId" }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["ManageNicknames"],
  example: '- set_nickname:\n    nickname: "[AFK] ${user.username}"',
});
