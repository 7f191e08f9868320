import type { GatewayGuildEmojisUpdateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { Before } from "../caches/caches.ts";
import { type Change, differences } from "../caches/differences.ts";
import type { CachedEmoji, Emoji } from "../types.ts";
import { GuildContext } from "./guild-context.ts";

/** The context of an emoji of a guild. */
export class EmojiContext<T extends CachedEmoji = Emoji> extends GuildContext {
  constructor(
    bot: Bot,
    guildId: string,
    readonly emoji: T,
    /** As it was before, of one that has changed. */
    readonly oldEmoji?: CachedEmoji,
  ) {
    super(bot, guildId);
  }
}

/** What has become of a guild's emojis: Discord always sends all of them. */
export function emojiChanges(
  { emojis }: GatewayGuildEmojisUpdateDispatchData,
  before: Before,
): readonly Change<Emoji, CachedEmoji>[] {
  return differences(emojis as readonly Emoji[], before.emojis, ["name"]);
}
