import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { roleTargets, userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "toggle_role",
  category: "member",
  summary:
    "Takes a role from a member who has it, and gives it to one who has not; the result is `added` or `removed`.",
  fields: {
    role: roleTargets("The role, or a list of them.", { required: true }),
    user: userTargets("The member; by default who triggered the handler.", { fallback: "userId" }),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["ManageRoles"],
  result: types.string,
  example: '- toggle_role:\n    user: "${user.id}"\n    role: Members',
});
