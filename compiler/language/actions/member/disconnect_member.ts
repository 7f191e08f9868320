import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "disconnect_member",
  category: "member",
  summary: "Takes a member out of the voice channel.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["MoveMembers"],
  example: '- disconnect_member:\n    user: "${user.id}"',
});
