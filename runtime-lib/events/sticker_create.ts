import { StickerContext, stickerChanges } from "../contexts/sticker-context.ts";
import { event } from "./event.ts";

export type StickerCreateContext = StickerContext;

/** A handler that runs when a sticker was added. */
export const onStickerCreate = event("GUILD_STICKERS_UPDATE", (bot, data, caches) =>
  stickerChanges(data, caches)
    .filter((change) => change.kind === "added")
    .map(({ now }) => new StickerContext(bot, data.guild_id, now)),
);
