import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "role_create",
  aliases: ["guild_role_create"],
  summary: "A role was made.",
  gateway: "GUILD_ROLE_CREATE",
  intents: ["guilds"],
  roots: { ...baseRoots, ...inGuildRoots, role: { type: types.entity("role"), aliases: ["newRole"] } },
  runtime: "onRoleCreate",
  contextType: "RoleCreateContext",
  example: 'role_create:\n  actions:\n    - log: "${role.name}"',
});
