import type { GatewayGuildStickersUpdateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { Before } from "../caches/caches.ts";
import { type Change, differences } from "../caches/differences.ts";
import type { CachedSticker, Sticker } from "../types.ts";
import { GuildContext } from "./guild-context.ts";

/** The context of a sticker of a guild. */
export class StickerContext<T extends CachedSticker = Sticker> extends GuildContext {
  constructor(
    bot: Bot,
    guildId: string,
    readonly sticker: T,
    /** As it was before, of one that has changed. */
    readonly oldSticker?: CachedSticker,
  ) {
    super(bot, guildId);
  }
}

/** What has become of a guild's stickers: Discord always sends all of them. */
export function stickerChanges(
  { stickers }: GatewayGuildStickersUpdateDispatchData,
  before: Before,
): readonly Change<Sticker, CachedSticker>[] {
  return differences(stickers as readonly Sticker[], before.stickers, ["name", "description", "tags"]);
}
