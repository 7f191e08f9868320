import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "emoji_update",
  summary: "An emoji has changed.",
  gateway: "GUILD_EMOJIS_UPDATE",
  order: 1,
  intents: ["guild_emojis_and_stickers"],
  caches: { emojis: ["name"] },
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    emoji: { type: types.entity("emoji"), aliases: ["newEmoji"] },
    old_emoji: { type: types.optional(types.entity("emoji", { cache: "emojis" })), property: "oldEmoji" },
  },
  runtime: "onEmojiUpdate",
  contextType: "EmojiUpdateContext",
  example: 'emoji_update:\n  actions:\n    - log: "${old_emoji.name} is now ${emoji.name}"',
});
