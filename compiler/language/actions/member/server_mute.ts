import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { userTargets } from "../../fields/targets.ts";
import { boolean } from "../../fields/values.ts";

export default defineAction({
  name: "server_mute",
  category: "member",
  summary: "Mutes a member in voice channels, or ends that.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    muted: boolean("Whether the member is muted.", { required: true }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["MuteMembers"],
  example: '- server_mute:\n    user: "${user.id}"\n    muted: true',
});
