import type { GatewayGuildScheduledEventUserAddDispatchData } from "discord-api-types/v10";
import type { CachedScheduledEvent, GatewayGuild, ScheduledEvent } from "../types.ts";
import { GuildEntityCache } from "./guild-entity-cache.ts";

export type ScheduledEventCache = GuildEntityCache<ScheduledEvent, CachedScheduledEvent>;

/** Keeps of each scheduled event exactly what `pick` takes. */
export function scheduledEventCache(
  pick: (event: ScheduledEvent) => CachedScheduledEvent,
): ScheduledEventCache {
  return new GuildEntityCache(
    pick,
    ({ id }) => id,
    (cache) => {
      const put = (event: ScheduledEvent) => cache.merge(event.guild_id, event);
      const countUsers =
        (change: number) =>
        ({ guild_id, guild_scheduled_event_id: id }: GatewayGuildScheduledEventUserAddDispatchData) => {
          const known = cache.get(guild_id, id) as { user_count?: number } | undefined;
          if (known?.user_count === undefined) return undefined;
          return cache.merge(guild_id, { id, user_count: known.user_count + change } as ScheduledEvent);
        };
      return {
        GUILD_CREATE: ({ id, guild_scheduled_events = [] }: GatewayGuild) => {
          cache.replace(id, guild_scheduled_events);
          return undefined;
        },
        GUILD_SCHEDULED_EVENT_CREATE: put,
        GUILD_SCHEDULED_EVENT_UPDATE: put,
        GUILD_SCHEDULED_EVENT_DELETE: ({ guild_id, id }: ScheduledEvent) => cache.remove(guild_id, id),
        GUILD_SCHEDULED_EVENT_USER_ADD: countUsers(1),
        GUILD_SCHEDULED_EVENT_USER_REMOVE: countUsers(-1),
      };
    },
  );
}
