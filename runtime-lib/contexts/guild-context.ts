import type { Bot } from "../bot/bot.ts";
import type { CachedMember, CachedMemberUser, Guild } from "../types.ts";
import { Context } from "./context.ts";

/** The context of what happens in a guild; in direct messages there is none. */
export class GuildContext<GuildId extends string | undefined = string> extends Context {
  constructor(
    bot: Bot,
    readonly guildId: GuildId,
  ) {
    super(bot);
  }

  get guild(): Guild | undefined {
    return this.bot.guild(this.guildId);
  }

  /** Someone of the guild, when the cache has them. */
  protected memberById(userId: string): CachedMember | undefined {
    return this.bot.caches.members?.get(this.guildId, userId);
  }

  /** An account of which only the id was sent, with what the cache knows of it. */
  protected userById(userId: string): CachedMemberUser {
    return this.memberById(userId)?.user ?? { id: userId };
  }
}
