import type { Context } from "../../contexts/context.ts";
import { ActionError, FurlowError } from "../../errors/errors.ts";
import { MAXIMUM_ROUNDS, Rounds } from "./rounds.ts";

/** The numbers of so many rounds, from 0; beyond 10,000 it stops silently. Throws ActionError for what is no count. */
export function* repeat(ctx: Context, times: number): Generator<number, void> {
  ctx.quota.spend(1);
  if (!Number.isInteger(times) || times < 0) {
    throw new ActionError("repeat", new FurlowError("E3003", `${times} is not a number of times`));
  }
  const rounds = new Rounds(ctx.quota);
  for (let round = 0; round < Math.min(times, MAXIMUM_ROUNDS); round++) {
    rounds.next();
    yield round;
  }
}
