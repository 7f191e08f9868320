import { StickerContext, stickerChanges } from "../contexts/sticker-context.ts";
import type { CachedSticker } from "../types.ts";
import { event } from "./event.ts";

export type GuildStickersUpdateContext = StickerContext<CachedSticker>;

/** A handler that runs for each sticker that was added, has changed or was deleted. */
export const onGuildStickersUpdate = event("GUILD_STICKERS_UPDATE", (bot, data, caches) =>
  stickerChanges(data, caches).map(
    (change): GuildStickersUpdateContext =>
      change.kind === "deleted"
        ? new StickerContext<CachedSticker>(bot, data.guild_id, change.before)
        : new StickerContext<CachedSticker>(bot, data.guild_id, change.now, change.before),
  ),
);
