import type { Context } from "../../contexts/context.ts";
import { FurlowError } from "../../errors/errors.ts";
import type { Answer } from "../../interactions/answer.ts";
import { type MessageContent, messageBody } from "../../messages/body.ts";
import type { Message } from "../../types.ts";
import { attempt } from "../attempt.ts";

/** Only interactions can be replied to; a flow may be called from elsewhere. */
export type Answerable = Context & { readonly answer?: Answer };

export interface ReplyContent extends MessageContent {
  readonly ephemeral?: boolean;
}

/** Answers the interaction, fills in a deferred answer, or follows up. Throws ActionError. */
export async function reply(ctx: Answerable, content: ReplyContent): Promise<void> {
  await attempt(ctx, "reply", 3, () =>
    answerOf(ctx).send(messageBody(content), content.ephemeral ?? false, false),
  );
}

/** The same, and gives the message that it became. */
export async function replyForMessage(ctx: Answerable, content: ReplyContent): Promise<Message> {
  const message = await attempt(ctx, "reply", 3, () =>
    answerOf(ctx).send(messageBody(content), content.ephemeral ?? false, true),
  );
  return message!;
}

/** Says that the answer comes later. Throws ActionError. */
export async function defer(ctx: Answerable, options: { readonly ephemeral?: boolean } = {}): Promise<void> {
  await attempt(ctx, "defer", 1, () => answerOf(ctx).defer(options.ephemeral ?? false));
}

function answerOf(ctx: Answerable): Answer {
  if (ctx.answer === undefined) throw new FurlowError("E3003", "There is no interaction to reply to");
  return ctx.answer;
}
