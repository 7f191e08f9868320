import type { Context } from "../contexts/context.ts";
import { ActionError, QuotaError } from "../errors/errors.ts";

/**
 * Runs one action: pays for it, and names it in what goes wrong. The error is made here, in the generated
 * code's own chain of calls, so that its stack leads to the line of the action. Callers await it (also in
 * `return await`): V8 does not follow a promise that is returned unawaited.
 */
export async function attempt<T>(
  ctx: Context,
  action: string,
  cost: number,
  run: () => Promise<T>,
): Promise<T> {
  ctx.quota.spend(cost);
  try {
    const { tracer } = ctx.bot;
    return await (tracer === undefined ? run() : tracer.action(action, run));
  } catch (error) {
    if (error instanceof ActionError || error instanceof QuotaError) throw error;
    throw new ActionError(action, error);
  }
}
