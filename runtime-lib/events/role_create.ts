import { RoleContext } from "../contexts/role-context.ts";
import { event } from "./event.ts";

export type RoleCreateContext = RoleContext;

/** A handler that runs when a role was made. */
export const onRoleCreate = event(
  "GUILD_ROLE_CREATE",
  (bot, { guild_id, role }) => new RoleContext(bot, guild_id, role),
);
