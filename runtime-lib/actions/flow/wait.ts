import type { Context } from "../../contexts/context.ts";
import { pause } from "../pause.ts";

/** Waits so many milliseconds; the time does not count against the handler's wall clock. */
export async function wait(ctx: Context, milliseconds: number): Promise<void> {
  ctx.quota.spend(1);
  const { tracer } = ctx.bot;
  const run = () => pause(ctx, milliseconds);
  await (tracer === undefined ? run() : tracer.action("wait", run));
}
