import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "role_update",
  aliases: ["guild_role_update"],
  summary: "A role has changed.",
  gateway: "GUILD_ROLE_UPDATE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    role: { type: types.entity("role"), aliases: ["newRole"] },
    old_role: { type: types.optional(types.entity("role", { cache: "roles" })), property: "oldRole" },
  },
  runtime: "onRoleUpdate",
  contextType: "RoleUpdateContext",
  example: 'role_update:\n  actions:\n    - log: "${old_role.name} is now ${role.name}"',
});
