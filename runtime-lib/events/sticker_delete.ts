import { StickerContext, stickerChanges } from "../contexts/sticker-context.ts";
import type { CachedSticker } from "../types.ts";
import { event } from "./event.ts";

export type StickerDeleteContext = StickerContext<CachedSticker>;

/** A handler that runs when a sticker was deleted. */
export const onStickerDelete = event("GUILD_STICKERS_UPDATE", (bot, data, caches) =>
  stickerChanges(data, caches)
    .filter((change) => change.kind === "deleted")
    .map(({ before }) => new StickerContext(bot, data.guild_id, before)),
);
