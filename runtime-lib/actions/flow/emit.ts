import type { Context } from "../../contexts/context.ts";

/** Runs the handlers of an event of the bot's own and waits for them. Throws QuotaError when one uses up the quota. */
export async function emit(ctx: Context, event: string, data: unknown = {}): Promise<void> {
  ctx.quota.spend(1);
  await ctx.bot.emitted.fire(ctx, event, data);
}
