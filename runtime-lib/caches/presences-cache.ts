import type { CachedPresence, GatewayGuild, Presence } from "../types.ts";
import { GuildEntityCache } from "./guild-entity-cache.ts";

export type PresenceCache = GuildEntityCache<Presence, CachedPresence>;

/** Keeps of everyone who is not offline exactly what `pick` takes. */
export function presenceCache(pick: (presence: Presence) => CachedPresence): PresenceCache {
  return new GuildEntityCache(
    pick,
    ({ user }) => user.id,
    (cache) => ({
      GUILD_CREATE: ({ id, presences = [] }: GatewayGuild) => {
        cache.replace(id, presences as Presence[]);
        return undefined;
      },
      PRESENCE_UPDATE: (presence: Presence) =>
        presence.status === "offline"
          ? cache.remove(presence.guild_id, presence.user.id)
          : cache.merge(presence.guild_id, presence),
    }),
  );
}
