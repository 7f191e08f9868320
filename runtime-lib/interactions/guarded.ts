import type { InteractionContext } from "../contexts/interaction-context.ts";
import type { HandlerSettings, Run } from "../events/event-handler.ts";
import { type GuardSettings, refusal } from "./guard.ts";
import type { Received } from "./received.ts";
import { tell } from "./tell.ts";
import type { Texts } from "./texts.ts";

/** What everything that answers interactions may have set. */
export interface AnswerSettings<C = never> extends HandlerSettings, GuardSettings<C> {
  /** Acknowledges before the handler runs; `update`: without an answer of its own. */
  readonly defer?: boolean | "update";
  /** Whether only the user sees answers that do not say so themselves, the deferred one among them. */
  readonly ephemeral?: boolean;
}

/** Runs a handler where its settings let the user through, and tells who is refused. */
export function runGuarded<C extends InteractionContext>(
  ctx: C,
  settings: AnswerSettings<C> | undefined,
  run: Run<C>,
  received: Received,
  texts: Texts,
): Promise<void> {
  return ctx.bot.work.watch(ctx, runAllowed(ctx, settings, run, received, texts));
}

async function runAllowed<C extends InteractionContext>(
  ctx: C,
  settings: AnswerSettings<C> | undefined,
  run: Run<C>,
  { answer, rules }: Received,
  texts: Texts,
): Promise<void> {
  if (settings !== undefined) {
    const refused = await refusal(ctx, settings, rules, texts);
    if (refused !== undefined) return tell(answer, refused);
    answer.ephemeral = settings.ephemeral ?? false;
    if (settings.defer === "update") await answer.deferUpdate();
    else if (settings.defer) await answer.defer(answer.ephemeral);
  }
  await run(ctx);
}
