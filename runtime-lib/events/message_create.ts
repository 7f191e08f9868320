import type { GatewayMessageCreateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { MessageContext } from "../contexts/message-context.ts";
import type { Attachment, Member, Message, User } from "../types.ts";
import { event } from "./event.ts";

export class MessageCreateContext extends MessageContext {
  readonly message: Message;

  constructor(bot: Bot, message: GatewayMessageCreateDispatchData) {
    super(bot, message);
    this.message = message;
  }

  get user(): User {
    return this.message.author;
  }

  get userId(): string {
    return this.message.author.id;
  }

  /** Who sent it, as a member; undefined in direct messages. */
  get member(): Member | undefined {
    const { member, author } = this.message;
    return member === undefined ? undefined : { ...member, user: author, guild_id: this.guildId };
  }

  get attachments(): readonly Attachment[] {
    return this.message.attachments;
  }
}

/** A handler that runs on messages of people; those of bots are passed over. */
export const onMessageCreate = event("MESSAGE_CREATE", (bot, message) =>
  message.author.bot ? undefined : new MessageCreateContext(bot, message),
);
