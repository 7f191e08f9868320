import { EmojiContext, emojiChanges } from "../contexts/emoji-context.ts";
import { event } from "./event.ts";

export type EmojiUpdateContext = EmojiContext;

/** A handler that runs when an emoji has changed. */
export const onEmojiUpdate = event("GUILD_EMOJIS_UPDATE", (bot, data, caches) =>
  emojiChanges(data, caches)
    .filter((change) => change.kind === "changed")
    .map(({ now, before }) => new EmojiContext(bot, data.guild_id, now, before)),
);
