import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "unban",
  category: "member",
  summary: "Ends a ban.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["BanMembers"],
  example: '- unban:\n    user: "${user.id}"',
});
