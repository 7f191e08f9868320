import type { Context } from "../../contexts/context.ts";
import { MAXIMUM_ROUNDS, Rounds } from "./rounds.ts";

/** Counts the rounds of a `while`. */
export interface BoundedLoop {
  /** Begins the next round; false when there were as many as there may be. Throws QuotaError. */
  next(): boolean;
}

/** A loop of so many rounds at most, whatever its condition says; after the last it stops silently. */
export function boundedLoop(ctx: Context, maximum: number = MAXIMUM_ROUNDS): BoundedLoop {
  ctx.quota.spend(1);
  const rounds = new Rounds(ctx.quota);
  let count = 0;
  return {
    next() {
      if (count >= maximum) return false;
      count++;
      rounds.next();
      return true;
    },
  };
}
