import { defineAction } from "../../action.ts";
import { dmFields, reason } from "../../fields/moderation.ts";
import { userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "kick",
  category: "member",
  summary: "Removes a member from the guild.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    reason,
    ...dmFields,
  },
  cost: 5,
  guildOnly: true,
  permissions: ["KickMembers"],
  example: '- kick:\n    user: "${user.id}"\n    reason: Spam',
});
