import { Routes } from "discord-api-types/v10";
import { type MessageContext, type MessageReference, messageIdsOf } from "../../references/message-target.ts";
import { attempt } from "../attempt.ts";
import { emojiInPath } from "./add_reaction.ts";

export interface ReactionsToClear extends MessageReference {
  /** Only reactions with this one; all when left out or empty. */
  readonly emoji?: string;
}

/** Takes back everyone's reactions to a message. Throws ActionError. */
export async function clearReactions(ctx: MessageContext, target: ReactionsToClear = {}): Promise<void> {
  await attempt(ctx, "clear_reactions", 2, async () => {
    const { channelId, messageId } = await messageIdsOf(ctx, target);
    const route = target.emoji
      ? Routes.channelMessageReaction(channelId, messageId, emojiInPath(target.emoji))
      : Routes.channelMessageAllReactions(channelId, messageId);
    await ctx.bot.rest.delete(route);
  });
}
