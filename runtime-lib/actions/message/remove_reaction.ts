import { Routes } from "discord-api-types/v10";
import { FurlowError } from "../../errors/errors.ts";
import { type MessageContext, type MessageReference, messageIdsOf } from "../../references/message-target.ts";
import { idsIn } from "../../references/references.ts";
import { attempt } from "../attempt.ts";
import { emojiInPath } from "./add_reaction.ts";

export interface ReactionOwner extends MessageReference {
  /** Whose reaction: an id, mention or object, or a list of these; the triggering user's when left out. */
  readonly user?: unknown;
}

/** Takes back reactions with one emoji. Throws ActionError. */
export async function removeReaction(
  ctx: MessageContext & { readonly userId?: string | undefined },
  emoji: string,
  target: ReactionOwner = {},
): Promise<void> {
  await attempt(ctx, "remove_reaction", 2, async () => {
    const { channelId, messageId } = await messageIdsOf(ctx, target);
    const users = "user" in target ? idsIn(target.user, "user") : [ctx.userId ?? noUser()];
    for (const user of users) {
      // The bot needs no permission for its own.
      const route =
        user === ctx.bot.user.id
          ? Routes.channelMessageOwnReaction(channelId, messageId, emojiInPath(emoji))
          : Routes.channelMessageUserReaction(channelId, messageId, emojiInPath(emoji), user);
      await ctx.bot.rest.delete(route);
    }
  });
}

function noUser(): never {
  throw new FurlowError("E3003", "No user is given");
}
