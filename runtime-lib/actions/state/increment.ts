import type { Scoped, StateVariable } from "../../state/state-variable.ts";
import { attempt } from "../attempt.ts";

/** Adds to a number in one atomic step and gives the sum. Throws ActionError. */
export async function increment(ctx: Scoped, variable: StateVariable<unknown>, by = 1): Promise<number> {
  return await attempt(ctx, "increment", 1, async () => {
    const { store, key } = variable.place(ctx);
    const { default: initial, ttl } = variable.settings;
    return store.increment(key, by, typeof initial === "number" ? initial : 0, ttl, ctx);
  });
}
