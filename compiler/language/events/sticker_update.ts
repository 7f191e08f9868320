import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "sticker_update",
  summary: "A sticker has changed.",
  gateway: "GUILD_STICKERS_UPDATE",
  order: 1,
  intents: ["guild_emojis_and_stickers"],
  caches: { stickers: ["name"] },
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    sticker: { type: types.entity("sticker"), aliases: ["newSticker"] },
    old_sticker: {
      type: types.optional(types.entity("sticker", { cache: "stickers" })),
      property: "oldSticker",
    },
  },
  runtime: "onStickerUpdate",
  contextType: "StickerUpdateContext",
  example: 'sticker_update:\n  actions:\n    - log: "${old_sticker.name} is now ${sticker.name}"',
});
