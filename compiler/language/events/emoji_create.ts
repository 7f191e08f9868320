import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "emoji_create",
  summary: "An emoji was added.",
  gateway: "GUILD_EMOJIS_UPDATE",
  intents: ["guild_emojis_and_stickers"],
  caches: { emojis: ["name"] },
  roots: { ...baseRoots, ...inGuildRoots, emoji: { type: types.entity("emoji") } },
  runtime: "onEmojiCreate",
  contextType: "EmojiCreateContext",
  example: 'emoji_create:\n  actions:\n    - log: "${emoji.name}"',
});
