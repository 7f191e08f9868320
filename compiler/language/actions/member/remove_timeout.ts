import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "remove_timeout",
  category: "member",
  summary: "Ends a timeout.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["ModerateMembers"],
  example: '- remove_timeout:\n    user: "${user.id}"',
});
