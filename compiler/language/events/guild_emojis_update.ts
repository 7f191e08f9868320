import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "guild_emojis_update",
  summary: "An emoji was added, has changed or was deleted.",
  gateway: "GUILD_EMOJIS_UPDATE",
  order: 3,
  intents: ["guild_emojis_and_stickers"],
  caches: { emojis: ["name"] },
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    emoji: { type: types.entity("emoji", { cache: "emojis" }), aliases: ["newEmoji"] },
    old_emoji: { type: types.optional(types.entity("emoji", { cache: "emojis" })), property: "oldEmoji" },
  },
  runtime: "onGuildEmojisUpdate",
  contextType: "GuildEmojisUpdateContext",
  example: 'guild_emojis_update:\n  actions:\n    - log: "${emoji.name}"',
});
