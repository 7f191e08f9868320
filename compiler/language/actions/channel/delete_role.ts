import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { roleTarget } from "../../fields/targets.ts";

export default defineAction({
  name: "delete_role",
  category: "channel",
  summary: "Deletes a role.",
  fields: {
    role: roleTarget("Which one.", { required: true }),
    reason,
  },
  mainField: "role",
  cost: 1,
  guildOnly: true,
  permissions: ["ManageRoles"],
  example: "- delete_role: Helpers",
});
