import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "guild_stickers_update",
  summary: "A sticker was added, has changed or was deleted.",
  gateway: "GUILD_STICKERS_UPDATE",
  order: 3,
  intents: ["guild_emojis_and_stickers"],
  caches: { stickers: ["name"] },
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    sticker: { type: types.entity("sticker", { cache: "stickers" }), aliases: ["newSticker"] },
    old_sticker: {
      type: types.optional(types.entity("sticker", { cache: "stickers" })),
      property: "oldSticker",
    },
  },
  runtime: "onGuildStickersUpdate",
  contextType: "GuildStickersUpdateContext",
  example: 'guild_stickers_update:\n  actions:\n    - log: "${sticker.name}"',
});
