import { setTimeout } from "node:timers/promises";
import type { Context } from "../../contexts/context.ts";

/** Waits so many milliseconds; the time does not count against the handler's wall clock. */
export async function wait(ctx: Context, milliseconds: number): Promise<void> {
  ctx.quota.spend(1);
  ctx.quota.pause(milliseconds);
  await setTimeout(milliseconds);
}
