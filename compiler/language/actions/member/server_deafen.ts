import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { userTargets } from "../../fields/targets.ts";
import { boolean } from "../../fields/values.ts";

export default defineAction({
  name: "server_deafen",
  category: "member",
  summary: "Deafens a member in voice channels, or ends that.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    deafened: boolean("Whether the member is deafened.", { required: true }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["DeafenMembers"],
  example: '- server_deafen:\n    user: "${user.id}"\n    deafened: true',
});
