import { ReactionContext } from "../contexts/reaction-context.ts";
import type { CachedMember } from "../types.ts";
import { event } from "./event.ts";

export class MessageReactionRemoveContext extends ReactionContext {
  /** Discord does not send it along. */
  get member(): CachedMember | undefined {
    return this.memberById(this.userId);
  }
}

/**
 * A handler that runs when someone has taken a reaction back. The bot itself is passed over; of others Discord
 * does not say here whether they are bots.
 */
export const onMessageReactionRemove = event("MESSAGE_REACTION_REMOVE", (bot, data) =>
  data.user_id === bot.user.id ? undefined : new MessageReactionRemoveContext(bot, data),
);
