import type { GatewayGuildStickersUpdateDispatchData } from "discord-api-types/v10";
import type { CachedSticker, GatewayGuild, Sticker } from "../types.ts";
import { GuildEntityCache } from "./guild-entity-cache.ts";

export type StickerCache = GuildEntityCache<Sticker, CachedSticker, ReadonlyMap<string, CachedSticker>>;

/** Keeps of each sticker exactly what `pick` takes. GUILD_STICKERS_UPDATE gives all that the guild had. */
export function stickerCache(pick: (sticker: Sticker) => CachedSticker): StickerCache {
  return new GuildEntityCache(
    pick,
    ({ id }) => id,
    (cache) => ({
      GUILD_CREATE: ({ id, stickers = [] }: GatewayGuild) => cache.replace(id, stickers),
      GUILD_STICKERS_UPDATE: ({ guild_id, stickers }: GatewayGuildStickersUpdateDispatchData) =>
        cache.replace(guild_id, stickers),
    }),
  );
}
