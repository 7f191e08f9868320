import type { GatewayThreadListSyncDispatchData } from "discord-api-types/v10";
import type { CachedChannel, Channel, GatewayGuild } from "../types.ts";
import { GuildEntityCache, inGuild } from "./guild-entity-cache.ts";

export type ChannelCache = GuildEntityCache<Channel, CachedChannel>;

type InGuild = Channel & { readonly guild_id: string };

/** Keeps of each channel and active thread exactly what `pick` takes. */
export function channelCache(pick: (channel: Channel) => CachedChannel): ChannelCache {
  return new GuildEntityCache(
    pick,
    ({ id }) => id,
    (cache) => {
      const put = (channel: InGuild) => cache.put(channel.guild_id, channel);
      const remove = ({ id, guild_id }: InGuild) => cache.remove(guild_id, id);
      return {
        GUILD_CREATE: ({ id, channels = [], threads = [] }: GatewayGuild) => {
          cache.replace(id, inGuild(id, [...channels, ...threads]));
          return undefined;
        },
        CHANNEL_CREATE: put,
        CHANNEL_UPDATE: put,
        CHANNEL_DELETE: remove,
        THREAD_CREATE: put,
        THREAD_UPDATE: put,
        THREAD_DELETE: remove,
        THREAD_LIST_SYNC: ({ guild_id, threads }: GatewayThreadListSyncDispatchData) => {
          for (const thread of threads) cache.put(guild_id, thread as Channel);
          return undefined;
        },
      };
    },
  );
}
