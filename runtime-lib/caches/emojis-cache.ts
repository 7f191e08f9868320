import type { GatewayGuildEmojisUpdateDispatchData } from "discord-api-types/v10";
import type { CachedEmoji, Emoji, GatewayGuild } from "../types.ts";
import { GuildEntityCache } from "./guild-entity-cache.ts";

export type EmojiCache = GuildEntityCache<Emoji, CachedEmoji, ReadonlyMap<string, CachedEmoji>>;

/** Keeps of each emoji exactly what `pick` takes. GUILD_EMOJIS_UPDATE gives all that the guild had. */
export function emojiCache(pick: (emoji: Emoji) => CachedEmoji): EmojiCache {
  return new GuildEntityCache(
    pick,
    ({ id }) => id,
    (cache) => ({
      GUILD_CREATE: ({ id, emojis = [] }: GatewayGuild) => cache.replace(id, emojis as Emoji[]),
      GUILD_EMOJIS_UPDATE: ({ guild_id, emojis }: GatewayGuildEmojisUpdateDispatchData) =>
        cache.replace(guild_id, emojis as Emoji[]),
    }),
  );
}
