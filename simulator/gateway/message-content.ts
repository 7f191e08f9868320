import { GatewayIntentBits } from "discord-api-types/v10";
import type { Message } from "../world/model.ts";

/** Whether an event carries a message whose content may have to be held back. */
export function carriesMessage(event: string): boolean {
  return event === "MESSAGE_CREATE" || event === "MESSAGE_UPDATE";
}

/**
 * Whether a session sees the content of a message: with the intent always, without it only in direct
 * messages, in the bot's own messages and in those that mention it.
 * https://discord.com/developers/docs/events/gateway#message-content-intent
 */
export function seesContent(intents: number, message: Message, botId: string): boolean {
  if (intents & GatewayIntentBits.MessageContent) return true;
  if (!message.guild_id || message.author?.id === botId) return true;
  return message.mentions?.some((user) => user.id === botId) ?? false;
}

/** The message as a bot without MESSAGE_CONTENT receives it. */
export function withoutContent(message: Message): Message {
  const { poll: _poll, ...rest } = message;
  const blank = { content: "", embeds: [], attachments: [], components: [] };
  const referenced = message.referenced_message;
  return {
    ...rest,
    ...blank,
    ...(referenced ? { referenced_message: { ...referenced, ...blank } } : {}),
  } as Message;
}
