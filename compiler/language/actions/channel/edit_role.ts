import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { roleFields, roleName } from "../../fields/guild-role.ts";
import { roleTarget } from "../../fields/targets.ts";

export default defineAction({
  name: "edit_role",
  category: "channel",
  summary: "Changes what is given of a role.",
  fields: {
    role: roleTarget("Which one.", { required: true }),
    name: roleName(false),
    ...roleFields,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["ManageRoles"],
  result: types.entity("role"),
  example: "- edit_role:\n    role: Helpers\n    hoist: true",
});
