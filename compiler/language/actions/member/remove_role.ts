import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { roleTargets, userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "remove_role",
  category: "member",
  summary: "Takes roles from a member.",
  fields: {
    role: roleTargets("The role, or a list of them.", { required: true }),
    user: userTargets("The member; by default who triggered the handler.", { fallback: "userId" }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["ManageRoles"],
  example: '- remove_role:\n    user: "${user.id}"\n    role: Members',
});
