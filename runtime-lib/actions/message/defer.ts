import { FurlowError } from "../../errors/errors.ts";
import type { Answer } from "../../interactions/answer.ts";
import { attempt } from "../attempt.ts";
import type { Answerable } from "./reply.ts";

/** Says that the answer comes later. Throws ActionError. */
export async function defer(ctx: Answerable, options: { readonly ephemeral?: boolean } = {}): Promise<void> {
  await attempt(ctx, "defer", 1, () => answerOf(ctx).defer(options.ephemeral ?? false));
}

/** The answer to the handler's interaction. Throws E3003 where there is none. */
export function answerOf(ctx: Answerable): Answer {
  if (ctx.answer === undefined) throw new FurlowError("E3003", "There is no interaction to answer");
  return ctx.answer;
}
