import type { GatewayGuildDeleteDispatchData, GatewayReadyDispatchData } from "discord-api-types/v10";
import type { GatewayGuild, Guild } from "../types.ts";
import { type EntityCache, isServedBy, ONLY_SHARD, type ShardInfo } from "./entity-cache.ts";
import type { EntryGroups, Slice } from "./slice.ts";

export interface GuildCache extends EntityCache<Guild>, Slice {
  get(id: string): Guild | undefined;
  all(): readonly Guild[];
  count(): number;
  groups(): EntryGroups;
}

type InGuild = { readonly guild_id: string };

/** Keeps of each guild exactly what `pick` takes. */
export function guildCache(pick: (guild: GatewayGuild) => Guild): GuildCache {
  const guilds = new Map<string, Guild>();
  const replaced = (id: string, guild: Guild) => {
    const before = guilds.get(id);
    guilds.set(id, guild);
    if (before === undefined) cache.journal?.added(id, id);
    else cache.journal?.changed(id, id);
    return before;
  };
  const countMembers = (id: string, change: number) => {
    const guild = guilds.get(id) as (Guild & { member_count?: number }) | undefined;
    if (guild?.member_count === undefined) return undefined;
    return replaced(id, { ...guild, member_count: guild.member_count + change } as Guild);
  };
  const changes: Record<string, (data: never) => Guild | undefined> = {
    READY: ({ shard }: GatewayReadyDispatchData) => {
      cache.forget(shard ?? ONLY_SHARD);
      return undefined;
    },
    GUILD_CREATE: (guild: GatewayGuild) => (guild.unavailable ? undefined : replaced(guild.id, pick(guild))),
    // It lacks what only GUILD_CREATE has, such as the member count: that stays as it is.
    GUILD_UPDATE: (guild: GatewayGuild) =>
      replaced(guild.id, pick({ ...guilds.get(guild.id), ...guild } as GatewayGuild)),
    GUILD_DELETE: ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
      const guild = guilds.get(id);
      // An outage leaves the guild in place: it comes back as it was.
      if (unavailable) return guild;
      guilds.delete(id);
      cache.journal?.moved(id, id);
      return guild;
    },
    GUILD_MEMBER_ADD: ({ guild_id }: InGuild) => countMembers(guild_id, 1),
    GUILD_MEMBER_REMOVE: ({ guild_id }: InGuild) => countMembers(guild_id, -1),
  };
  const cache: GuildCache = {
    journal: undefined,
    get: (id) => guilds.get(id),
    all: () => [...guilds.values()],
    count: () => guilds.size,
    groups: () => [...guilds].map(([id, guild]) => [id, { size: 1, values: () => [guild] }] as const),
    dispatches: Object.keys(changes),
    take: (dispatch, data) => changes[dispatch]?.(data),
    entries: (shard) => [...guilds].filter(([id]) => isServedBy(id, shard)),
    entry: (id) => guilds.get(id),
    restore(_shardId, entries) {
      for (const [id, guild] of entries) guilds.set(id, guild as Guild);
    },
    forget(shard: ShardInfo) {
      for (const id of guilds.keys()) if (isServedBy(id, shard)) guilds.delete(id);
      cache.journal?.restart(shard[0]);
    },
  };
  return cache;
}
