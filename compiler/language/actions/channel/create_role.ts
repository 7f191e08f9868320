import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { roleFields, roleName } from "../../fields/guild-role.ts";

export default defineAction({
  name: "create_role",
  category: "channel",
  summary: "Makes a role in the guild.",
  fields: { name: roleName(true), ...roleFields },
  mainField: "name",
  cost: 1,
  guildOnly: true,
  permissions: ["ManageRoles"],
  result: types.entity("role"),
  example: '- create_role:\n    name: Helpers\n    color: "#5865F2"\n    as: helpers',
});
