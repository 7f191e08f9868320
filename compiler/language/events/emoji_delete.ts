import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "emoji_delete",
  summary: "An emoji was deleted.",
  gateway: "GUILD_EMOJIS_UPDATE",
  order: 2,
  intents: ["guild_emojis_and_stickers"],
  caches: { emojis: ["name"] },
  roots: { ...baseRoots, ...inGuildRoots, emoji: { type: types.entity("emoji", { cache: "emojis" }) } },
  runtime: "onEmojiDelete",
  contextType: "EmojiDeleteContext",
  example: 'emoji_delete:\n  actions:\n    - log: "${emoji.name}"',
});
