import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { overwrites } from "../../fields/overwrites.ts";
import { permissionList } from "../../fields/permissions.ts";
import { channelTarget, roleTarget, userTarget } from "../../fields/targets.ts";

export default defineAction({
  name: "set_channel_permissions",
  category: "channel",
  summary: "Sets what a role or a member may do in a channel.",
  fields: {
    channel: channelTarget("Which channel.", { required: true }),
    user: userTarget("The member."),
    role: roleTarget("The role; the guild's id stands for everyone."),
    allow: permissionList("What is allowed."),
    deny: permissionList("What is denied."),
    overwrites: overwrites("Several at once, instead of the fields above."),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["ManageRoles"],
  example:
    '- set_channel_permissions:\n    channel: "${channel.id}"\n    role: "${guild.id}"\n    deny: [SendMessages]',
  check({ fields, nameSpan }, context) {
    const { user, role, overwrites } = fields;
    if (user !== undefined || role !== undefined || overwrites !== undefined) return;
    context.diagnostics.report("missing-field", nameSpan, {
      field: "role",
      owner: "set_channel_permissions",
    });
  },
});
