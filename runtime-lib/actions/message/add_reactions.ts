import { Routes } from "discord-api-types/v10";
import { type MessageContext, type MessageReference, messageIdsOf } from "../../references/message-target.ts";
import { attempt } from "../attempt.ts";
import { emojiInPath } from "./add_reaction.ts";

/** Reacts with each emoji in turn, so that they stand in this order; gives how many. Throws ActionError. */
export async function addReactions(
  ctx: MessageContext,
  emojis: readonly string[],
  target: MessageReference = {},
): Promise<number> {
  return await attempt(ctx, "add_reactions", 2, async () => {
    const { channelId, messageId } = await messageIdsOf(ctx, target);
    for (const emoji of emojis) {
      ctx.quota.spendCall("add_reaction");
      await ctx.bot.rest.put(Routes.channelMessageOwnReaction(channelId, messageId, emojiInPath(emoji)));
    }
    return emojis.length;
  });
}
