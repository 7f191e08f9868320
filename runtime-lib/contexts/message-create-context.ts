import type { GatewayMessageCreateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { Attachment, Channel, Guild, Member, Message, User } from "../types.ts";
import { Context } from "./context.ts";

/** The context of a handler of `message_create`. */
export class MessageCreateContext extends Context {
  readonly message: Message;

  constructor(bot: Bot, message: GatewayMessageCreateDispatchData, wallClock?: number) {
    super(bot, wallClock);
    this.message = message;
  }

  get messageId(): string {
    return this.message.id;
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
    return member === undefined ? undefined : { ...member, user: author };
  }

  get guildId(): string | undefined {
    return this.message.guild_id;
  }

  get guild(): Guild | undefined {
    return this.bot.guild(this.message.guild_id);
  }

  get channel(): Channel {
    return { id: this.message.channel_id };
  }

  get channelId(): string {
    return this.message.channel_id;
  }

  get attachments(): readonly Attachment[] {
    return this.message.attachments;
  }
}
