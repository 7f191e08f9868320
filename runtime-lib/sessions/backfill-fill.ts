import type { Caches } from "../caches/caches.ts";
import { GuildEntityCache } from "../caches/guild-entity-cache.ts";
import type { GatewayGuild } from "../types.ts";

type AnyCache = GuildEntityCache<object, object>;

/**
 * Has a cache take in what it lacks of a guild. What it has already is as of the session's sequence, and stays: Discord's
 * answer is younger, and what has changed in between the gateway tells.
 * @param guild as GUILD_CREATE has it, as far as the cache reads it
 */
export function fillCache(caches: Caches, name: string, guild: Partial<GatewayGuild> & { id: string }): void {
  const cache = caches[name as keyof Caches];
  if (cache instanceof GuildEntityCache) return fillEntities(cache as unknown as AnyCache, guild);
  const before = caches.guilds?.get(guild.id);
  caches.guilds?.take("GUILD_CREATE", guild as never);
  if (before !== undefined) caches.guilds?.take("GUILD_UPDATE", before as never);
}

function fillEntities(cache: AnyCache, guild: { readonly id: string }): void {
  const isKnown = cache.entry(`${guild.id}:`) !== undefined;
  const before = [...cache.of(guild.id)];
  cache.take("GUILD_CREATE", guild as never);
  if (!isKnown) return;
  const filled = before.map((entry) => ({ ...cache.get(guild.id, cache.idOf(entry)), ...entry }));
  cache.replace(guild.id, filled);
}
