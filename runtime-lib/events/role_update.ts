import type { Bot } from "../bot/bot.ts";
import { RoleContext } from "../contexts/role-context.ts";
import type { CachedRole, Role } from "../types.ts";
import { event } from "./event.ts";

export class RoleUpdateContext extends RoleContext {
  constructor(
    bot: Bot,
    guildId: string,
    role: Role,
    readonly oldRole: CachedRole | undefined,
  ) {
    super(bot, guildId, role);
  }
}

/** A handler that runs when a role has changed. */
export const onRoleUpdate = event(
  "GUILD_ROLE_UPDATE",
  (bot, { guild_id, role }, { roles }) => new RoleUpdateContext(bot, guild_id, role, roles),
);
