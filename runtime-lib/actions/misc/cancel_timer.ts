import type { Context } from "../../contexts/context.ts";
import { attempt } from "../attempt.ts";

/** Takes a timer back, where there is one of that name. Throws ActionError. */
export async function cancelTimer(ctx: Context, id: string): Promise<void> {
  await attempt(ctx, "cancel_timer", 1, () => ctx.bot.timers!.cancel(id));
}
