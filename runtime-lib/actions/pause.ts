import { setTimeout } from "node:timers/promises";
import type { Context } from "../contexts/context.ts";

/** Timers take no longer time: https://nodejs.org/api/timers.html */
const LONGEST = 2 ** 31 - 1; /* ms */

/** Waits so many milliseconds in a handler; they do not count against its wall clock. */
export async function pause(ctx: Context, milliseconds: number): Promise<void> {
  ctx.quota.pause(milliseconds);
  for (let left = milliseconds; left > 0; left -= LONGEST) await setTimeout(Math.min(left, LONGEST));
}
