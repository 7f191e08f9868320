import { MessagePlaceContext } from "../contexts/reaction-context.ts";
import type { User } from "../types.ts";
import { event } from "./event.ts";

export class MessageReactionRemoveAllContext extends MessagePlaceContext {
  /** Who wrote the message. */
  async loadAuthor(): Promise<User | undefined> {
    return (await this.loadMessage())?.author;
  }
}

/** A handler that runs when all reactions to a message were removed. */
export const onMessageReactionRemoveAll = event(
  "MESSAGE_REACTION_REMOVE_ALL",
  (bot, data) => new MessageReactionRemoveAllContext(bot, data),
);
