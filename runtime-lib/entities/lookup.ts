import { shardOf } from "../caches/entity-cache.ts";
import type { Context } from "../contexts/context.ts";
import { FurlowError } from "../errors/errors.ts";

type InGuild = Context & { readonly guildId?: string };

/** The guild of an entity that may say so itself; else the guild of the handler's event. */
export function guildIdOf(
  ctx: Context,
  entity: { readonly guild_id?: string | null | undefined },
): string | undefined {
  return entity.guild_id ?? (ctx as InGuild).guildId;
}

/** The same, to look into the caches with. Throws as `servedGuild` does. */
export function cachedGuildOf(
  ctx: Context,
  entity: { readonly guild_id?: string | null | undefined },
): string | undefined {
  const { guild_id } = entity;
  return guild_id ? servedGuild(ctx, guild_id) : (ctx as InGuild).guildId;
}

/**
 * The id of a guild, to look into the caches with. Throws E4005 for one of which only another process has them: an
 * entity may have come from there.
 */
export function servedGuild(ctx: Context, guildId: string): string {
  const { bot } = ctx;
  const { ids, count } = bot.shard;
  // The guild of the handler's event is at hand, also while its shard is handed over.
  if (count === 1 || guildId === (ctx as InGuild).guildId || bot.guild(guildId) !== undefined) return guildId;
  const shard = shardOf(guildId, count);
  if (ids.includes(shard)) return guildId;
  const where = `guild ${guildId} belongs to shard ${shard}, which another process runs`;
  throw new FurlowError("E4005", `${where}: what is cached of it can be read there only`);
}

/** A date from Discord's text for one. */
export function dateOf(text: string | null | undefined): Date | undefined {
  return text ? new Date(text) : undefined;
}
