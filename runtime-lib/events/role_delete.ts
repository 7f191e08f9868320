import type { Bot } from "../bot/bot.ts";
import { GuildContext } from "../contexts/guild-context.ts";
import type { CachedRole } from "../types.ts";
import { event } from "./event.ts";

export class RoleDeleteContext extends GuildContext {
  constructor(
    bot: Bot,
    guildId: string,
    /** As the cache had it: Discord no longer says more than the id. */
    readonly role: CachedRole,
  ) {
    super(bot, guildId);
  }
}

/** A handler that runs when a role was deleted. */
export const onRoleDelete = event(
  "GUILD_ROLE_DELETE",
  (bot, { guild_id, role_id }, { roles }) => new RoleDeleteContext(bot, guild_id, roles ?? { id: role_id }),
);
