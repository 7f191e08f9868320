import type { Scoped, StateVariable } from "../../state/state-variable.ts";
import { attempt } from "../attempt.ts";

/** Adds an item to the end of a list in one atomic step and gives the list. Throws ActionError. */
export async function listPush(
  ctx: Scoped,
  variable: StateVariable<unknown>,
  item: unknown,
): Promise<unknown[]> {
  return await attempt(
    ctx,
    "list_push",
    1,
    () => variable.change(ctx, { kind: "push", item }) as Promise<unknown[]>,
  );
}
