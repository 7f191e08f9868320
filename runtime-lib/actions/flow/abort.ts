import type { Context } from "../../contexts/context.ts";
import { AbortError } from "../../errors/errors.ts";

/** The error that ends a flow and everything that called it; `reason` is its message. */
export function aborted(ctx: Context, reason?: string): AbortError {
  ctx.quota.spend(1);
  return new AbortError(reason);
}
