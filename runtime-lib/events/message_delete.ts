import type { Bot } from "../bot/bot.ts";
import { MessageContext, type MessageReference } from "../contexts/message-context.ts";
import type { CachedMessage, CachedMessageAuthor } from "../types.ts";
import { event } from "./event.ts";

export class MessageDeleteContext extends MessageContext {
  /** What the cache had of it, and its place. */
  readonly message: CachedMessage & MessageReference;

  constructor(bot: Bot, { id, channel_id, guild_id }: MessageReference, message: CachedMessage | undefined) {
    super(bot, { id, channel_id, guild_id });
    this.message = { ...message, id, channel_id, guild_id };
  }

  /** Who wrote it, when the cache had it. */
  get user(): CachedMessageAuthor | undefined {
    return (this.message as { author?: CachedMessageAuthor }).author;
  }
}

/** A handler that runs when a message was deleted. */
export const onMessageDelete = event(
  "MESSAGE_DELETE",
  (bot, data, { messages }) => new MessageDeleteContext(bot, data, messages as CachedMessage | undefined),
);
