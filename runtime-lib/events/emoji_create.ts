import { EmojiContext, emojiChanges } from "../contexts/emoji-context.ts";
import { event } from "./event.ts";

export type EmojiCreateContext = EmojiContext;

/** A handler that runs when an emoji was added. */
export const onEmojiCreate = event("GUILD_EMOJIS_UPDATE", (bot, data, caches) =>
  emojiChanges(data, caches)
    .filter((change) => change.kind === "added")
    .map(({ now }) => new EmojiContext(bot, data.guild_id, now)),
);
