import type { Bot } from "../bot/bot.ts";
import { ChannelContext } from "./channel-context.ts";

/** A message by its place, as far as every event about one says. */
export interface MessageReference {
  readonly id: string;
  readonly channel_id: string;
  readonly guild_id?: string | undefined;
}

/** The context of what concerns a message. */
export class MessageContext extends ChannelContext<string | undefined> {
  constructor(
    bot: Bot,
    readonly messageReference: MessageReference,
  ) {
    super(bot, messageReference.guild_id, messageReference.channel_id);
  }

  get messageId(): string {
    return this.messageReference.id;
  }
}
