import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "sticker_delete",
  summary: "A sticker was deleted.",
  gateway: "GUILD_STICKERS_UPDATE",
  order: 2,
  intents: ["guild_emojis_and_stickers"],
  caches: { stickers: ["name"] },
  roots: { ...baseRoots, ...inGuildRoots, sticker: { type: types.entity("sticker", { cache: "stickers" }) } },
  runtime: "onStickerDelete",
  contextType: "StickerDeleteContext",
  example: 'sticker_delete:\n  actions:\n    - log: "${sticker.name}"',
});
