import type { Context } from "../../contexts/context.ts";
import { EverywhereContext } from "../../contexts/everywhere-context.ts";
import { FurlowError } from "../../errors/errors.ts";
import { asJson } from "../../sharding/shard-script.ts";
import { attempt } from "../attempt.ts";

/** Runs the handlers of an event of the bot's own and waits for them. Throws QuotaError when one uses up the quota. */
export async function emit(ctx: Context, event: string, data: unknown = {}): Promise<void> {
  ctx.quota.spend(1);
  const { emitted, tracer } = ctx.bot;
  const fire = () => emitted.fire(ctx, event, data);
  await (tracer === undefined ? fire() : tracer.action(`emit ${event}`, fire));
}

/**
 * Runs the handlers of an event of the bot's own in every process, each with a context that has nothing of who emits
 * it, and waits for those of this one. Throws ActionError, also in what such a handler has run itself: there it would
 * run ever more handlers.
 */
export async function emitEverywhere(ctx: Context, event: string, data: unknown = {}): Promise<void> {
  const sent = await attempt(ctx, "emit", 1, async () => {
    if (!(ctx instanceof EverywhereContext)) return asJson(data);
    throw new FurlowError("E3003", "What runs in every process cannot emit an event to every process");
  });
  const { cluster, emitted } = ctx.bot;
  cluster?.emit(event, sent);
  const inside = new EverywhereContext(ctx.bot, ctx.quota);
  inside.eventId = ctx.eventId;
  await emitted.fire(inside, event, sent);
}
