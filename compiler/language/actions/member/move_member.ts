import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { channelTarget, userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "move_member",
  category: "member",
  summary: "Moves a member who is in a voice channel to another.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    channel: channelTarget("Where to.", { required: true }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["MoveMembers"],
  example: '- move_member:\n    user: "${user.id}"\n    channel: Lobby',
});
