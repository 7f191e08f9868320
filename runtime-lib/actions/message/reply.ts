import { FurlowError } from "../../errors/errors.ts";
import type { Answer } from "../../interactions/answer.ts";
import { type MessageContent, messageBody, withFiles } from "../../messages/body.ts";
import { createMessage } from "../../messages/create-message.ts";
import type { MessageContext } from "../../references/message-target.ts";
import type { Message } from "../../types.ts";
import { attempt } from "../attempt.ts";

/** What can be replied to: an interaction, else the message of the event. A flow may be called from elsewhere. */
export type Answerable = MessageContext & { readonly answer?: Answer | undefined };

export interface ReplyContent extends MessageContent {
  readonly ephemeral?: boolean;
  /** False in an event: a message of its own instead of a reply. */
  readonly reply?: boolean;
}

/** Answers the interaction, fills in a deferred answer, or follows up; replies to a message. Throws ActionError. */
export async function reply(ctx: Answerable, content: ReplyContent): Promise<void> {
  await attempt(ctx, "reply", 3, () => send(ctx, content, false));
}

/** The same, and gives the message that it became. */
export async function replyForMessage(ctx: Answerable, content: ReplyContent): Promise<Message> {
  const message = await attempt(ctx, "reply", 3, () => send(ctx, content, true));
  return message!;
}

async function send(
  ctx: Answerable,
  content: ReplyContent,
  wantsMessage: boolean,
): Promise<Message | undefined> {
  const { answer } = ctx;
  if (answer === undefined) return await replyToMessage(ctx, content);
  const { reply_to: _, ...rest } = content;
  const message = await withFiles(messageBody(rest), content.files);
  return await answer.send(message, content.ephemeral ?? answer.ephemeral, wantsMessage);
}

async function replyToMessage(ctx: Answerable, content: ReplyContent): Promise<Message> {
  const own = ctx.messageId ?? ctx.message?.id;
  if (own === undefined || ctx.channelId === undefined) {
    throw new FurlowError("E3003", "There is no interaction or message to reply to");
  }
  const target = content.reply_to ?? (content.reply === false ? undefined : own);
  const body = messageBody(target === undefined ? content : { ...content, reply_to: target });
  return await createMessage(ctx, ctx.channelId, await withFiles(body, content.files));
}
