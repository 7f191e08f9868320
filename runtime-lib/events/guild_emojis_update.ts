import { EmojiContext, emojiChanges } from "../contexts/emoji-context.ts";
import type { CachedEmoji } from "../types.ts";
import { event } from "./event.ts";

export type GuildEmojisUpdateContext = EmojiContext<CachedEmoji>;

/** A handler that runs for each emoji that was added, has changed or was deleted. */
export const onGuildEmojisUpdate = event("GUILD_EMOJIS_UPDATE", (bot, data, caches) =>
  emojiChanges(data, caches).map(
    (change): GuildEmojisUpdateContext =>
      change.kind === "deleted"
        ? new EmojiContext<CachedEmoji>(bot, data.guild_id, change.before)
        : new EmojiContext<CachedEmoji>(bot, data.guild_id, change.now, change.before),
  ),
);
