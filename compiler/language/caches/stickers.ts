import { defineCache } from "../cache.ts";

export default defineCache({
  name: "stickers",
  summary: "The stickers of guilds.",
  runtime: "stickerCache",
  item: "sticker",
  payloadType: "Sticker",
  entryType: "CachedSticker",
  keys: ["id"],
  intents: ["guild_emojis_and_stickers"],
});
