import type { Caches } from "../caches/caches.ts";
import { shardOf } from "../caches/entity-cache.ts";
import type { Context } from "../contexts/context.ts";
import { FurlowError } from "../errors/errors.ts";

type InGuild = Context & { readonly guildId?: string };

/** What is read of the caches that hold things of guilds. */
export type GuildCaches = {
  readonly [Name in Exclude<keyof Caches, "guilds" | "messages">]?: Pick<
    NonNullable<Caches[Name]>,
    "get" | "of" | "count"
  >;
} & { readonly guilds?: Pick<NonNullable<Caches["guilds"]>, "get"> };

/** What other processes have in their caches, by the guild. */
export interface OtherCaches {
  of(guildId: string): GuildCaches;
}

/** A context in which caches of other processes can be read. */
interface Asking extends InGuild {
  readonly elsewhere?: OtherCaches;
}

/** The guild of an entity that may say so itself; else the guild of the handler's event. */
export function guildIdOf(
  ctx: Context,
  entity: { readonly guild_id?: string | null | undefined },
): string | undefined {
  return entity.guild_id ?? (ctx as InGuild).guildId;
}

/**
 * The caches to look for things of a guild in. Throws E4005 for a guild that another process serves, outside of
 * `acrossShards`: an entity may have come from there.
 */
export function cachesOf(ctx: Context, guildId: string | undefined): GuildCaches {
  const { caches } = ctx.bot;
  if (guildId === undefined || isServedHere(ctx, guildId)) return caches;
  const { elsewhere } = ctx as Asking;
  if (elsewhere !== undefined) return elsewhere.of(guildId);
  const where = `guild ${guildId} belongs to shard ${shardOf(guildId, ctx.bot.shard.count)}`;
  throw new FurlowError(
    "E4005",
    `${where}, which another process runs: what is cached of it can be read there only`,
  );
}

function isServedHere(ctx: Context, guildId: string): boolean {
  const { bot } = ctx;
  const { ids, count } = bot.shard;
  if (count === 1 || bot.guild(guildId) !== undefined) return true;
  // The guild of the event that a handler runs on is at hand, also while its shard is handed over.
  const isOfEvent = guildId === (ctx as InGuild).guildId && ctx.origin !== undefined;
  return isOfEvent || ids.includes(shardOf(guildId, count));
}

/** What only the id is known of; undefined where there is none. */
export function reference(id: string | null | undefined): { readonly id: string } | undefined {
  return id ? { id } : undefined;
}

/** A date from Discord's text for one. */
export function dateOf(text: string | null | undefined): Date | undefined {
  return text ? new Date(text) : undefined;
}
