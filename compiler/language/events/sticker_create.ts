import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "sticker_create",
  summary: "A sticker was added.",
  gateway: "GUILD_STICKERS_UPDATE",
  intents: ["guild_emojis_and_stickers"],
  caches: { stickers: ["name"] },
  roots: { ...baseRoots, ...inGuildRoots, sticker: { type: types.entity("sticker") } },
  runtime: "onStickerCreate",
  contextType: "StickerCreateContext",
  example: 'sticker_create:\n  actions:\n    - log: "${sticker.name}"',
});
