import type { Bot } from "../bot/bot.ts";
import { MessageContext } from "../contexts/message-context.ts";
import type { CachedMessage, Member, PartialMessage, User } from "../types.ts";
import { event } from "./event.ts";

export class MessageUpdateContext extends MessageContext {
  /** The preview of a link comes without anything else: the rest is as the cache had it, but for who wrote it. */
  readonly message: PartialMessage;

  constructor(
    bot: Bot,
    changed: PartialMessage,
    readonly oldMessage: CachedMessage | undefined,
  ) {
    super(bot, changed);
    this.message = oldMessage === undefined ? changed : merged(oldMessage, changed);
  }

  get user(): User | undefined {
    return this.message.author;
  }

  get userId(): string | undefined {
    return this.message.author?.id;
  }

  get member(): Member | undefined {
    const { member, author } = this.message;
    return member === undefined || author === undefined
      ? undefined
      : { ...member, user: author, guild_id: this.guildId };
  }
}

/** Of an author and a member the cache has single fields only: nothing is to pass for them as a whole. */
function merged(oldMessage: object, changed: PartialMessage): PartialMessage {
  const { author: _, member: __, ...known } = oldMessage as Partial<PartialMessage>;
  return { ...known, ...changed };
}

/** A handler that runs when a message has changed. */
export const onMessageUpdate = event(
  "MESSAGE_UPDATE",
  (bot, message, { messages }) =>
    new MessageUpdateContext(bot, message, messages as CachedMessage | undefined),
);
