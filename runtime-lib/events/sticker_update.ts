import { StickerContext, stickerChanges } from "../contexts/sticker-context.ts";
import { event } from "./event.ts";

export type StickerUpdateContext = StickerContext;

/** A handler that runs when a sticker has changed. */
export const onStickerUpdate = event("GUILD_STICKERS_UPDATE", (bot, data, caches) =>
  stickerChanges(data, caches)
    .filter((change) => change.kind === "changed")
    .map(({ now, before }) => new StickerContext(bot, data.guild_id, now, before)),
);
