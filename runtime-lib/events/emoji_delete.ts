import { EmojiContext, emojiChanges } from "../contexts/emoji-context.ts";
import type { CachedEmoji } from "../types.ts";
import { event } from "./event.ts";

export type EmojiDeleteContext = EmojiContext<CachedEmoji>;

/** A handler that runs when an emoji was deleted. */
export const onEmojiDelete = event("GUILD_EMOJIS_UPDATE", (bot, data, caches) =>
  emojiChanges(data, caches)
    .filter((change) => change.kind === "deleted")
    .map(({ before }) => new EmojiContext(bot, data.guild_id, before)),
);
