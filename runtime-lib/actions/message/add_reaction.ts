import { Routes } from "discord-api-types/v10";
import { FurlowError } from "../../errors/errors.ts";
import { reactionEmoji } from "../../messages/emoji.ts";
import { type MessageContext, type MessageReference, messageIdsOf } from "../../references/message-target.ts";
import { attempt } from "../attempt.ts";

/** Reacts to a message, the handler's own when none is given. Throws ActionError. */
export async function addReaction(
  ctx: MessageContext,
  emoji: string,
  target: MessageReference = {},
): Promise<void> {
  await attempt(ctx, "add_reaction", 2, async () => {
    const { channelId, messageId } = await messageIdsOf(ctx, target);
    ctx.quota.spendCall("add_reaction");
    await ctx.bot.rest.put(Routes.channelMessageOwnReaction(channelId, messageId, emojiInPath(emoji)));
  });
}

/** An emoji as a part of a path. Throws E3003 where there is none. */
export function emojiInPath(emoji: string): string {
  if (emoji === "") throw new FurlowError("E3003", "No emoji is given");
  return encodeURIComponent(reactionEmoji(emoji));
}
