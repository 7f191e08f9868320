import type { GatewayGuild, Guild } from "../types.ts";
import type { EntityCache } from "./entity-cache.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A guild as dispatches change it: whatever fields are kept. */
type Kept = Mutable<Guild> & { member_count?: number };

/** Keeps of each guild exactly what `pick` takes. */
export function guildCache(pick: (guild: GatewayGuild) => Guild): EntityCache<Guild> {
  const guilds = new Map<string, Kept>();
  const countMembers = (guildId: string, change: number) => {
    const guild = guilds.get(guildId);
    if (guild?.member_count !== undefined) guild.member_count += change;
  };
  const changes: Record<string, (data: GatewayGuild & { guild_id: string }) => void> = {
    READY: () => guilds.clear(),
    GUILD_CREATE: (guild) => {
      if (!guild.unavailable) guilds.set(guild.id, pick(guild));
    },
    GUILD_UPDATE: (guild) => update(guilds, guild, pick),
    GUILD_DELETE: ({ id, unavailable }) => {
      // An outage leaves the guild in place: it comes back as it was.
      if (!unavailable) guilds.delete(id);
    },
    GUILD_MEMBER_ADD: ({ guild_id }) => countMembers(guild_id, 1),
    GUILD_MEMBER_REMOVE: ({ guild_id }) => countMembers(guild_id, -1),
  };
  return {
    get: (id) => guilds.get(id),
    all: () => [...guilds.values()],
    dispatches: Object.keys(changes),
    take: (dispatch, data) => changes[dispatch]?.(data),
  };
}

/** GUILD_UPDATE lacks what only GUILD_CREATE has, such as the member count: that stays as it is. */
function update(guilds: Map<string, Kept>, guild: GatewayGuild, pick: (guild: GatewayGuild) => Guild): void {
  const known = guilds.get(guild.id);
  if (known === undefined) return;
  const changed = Object.entries(pick(guild)).filter(([, value]) => value !== undefined);
  Object.assign(known, Object.fromEntries(changed));
}
