import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "role_delete",
  aliases: ["guild_role_delete"],
  summary: "A role was deleted; its name is known when the cache has it.",
  gateway: "GUILD_ROLE_DELETE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    role: { type: types.entity("role", { cache: "roles", partial: true }) },
  },
  runtime: "onRoleDelete",
  contextType: "RoleDeleteContext",
  example: 'role_delete:\n  actions:\n    - log: "${role.name}"',
});
