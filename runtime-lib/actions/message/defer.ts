import { FurlowError } from "../../errors/errors.ts";
import type { Answer } from "../../interactions/answer.ts";
import { attempt } from "../attempt.ts";
import type { Answerable } from "./reply.ts";

export interface DeferOptions {
  /** Whether only the user sees the answer. */
  readonly ephemeral?: boolean;
  /** In a component: no answer, its message changes later or stays. */
  readonly update?: boolean;
}

/** Says that the answer comes later. Throws ActionError. */
export async function defer(ctx: Answerable, { ephemeral, update }: DeferOptions = {}): Promise<void> {
  await attempt(ctx, "defer", 1, () => {
    const answer = answerOf(ctx);
    return update ? answer.deferUpdate() : answer.defer(ephemeral ?? answer.ephemeral);
  });
}

/** The answer to the handler's interaction. Throws E3003 where there is none. */
export function answerOf(ctx: Answerable): Answer {
  if (ctx.answer === undefined) throw new FurlowError("E3003", "There is no interaction to answer");
  return ctx.answer;
}
