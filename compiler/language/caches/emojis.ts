import { defineCache } from "../cache.ts";

export default defineCache({
  name: "emojis",
  summary: "The emojis of guilds.",
  runtime: "emojiCache",
  item: "emoji",
  payloadType: "Emoji",
  entryType: "CachedEmoji",
  keys: ["id"],
  intents: ["guild_emojis_and_stickers"],
});
