import type { ItemChoice } from "../../state/collections.ts";
import type { Scoped, StateVariable } from "../../state/state-variable.ts";
import { attempt } from "../attempt.ts";

/** Takes an item out of a list in one atomic step and gives the list. Throws ActionError. */
export async function listRemove(
  ctx: Scoped,
  variable: StateVariable<unknown>,
  which: ItemChoice,
): Promise<unknown[]> {
  return await attempt(
    ctx,
    "list_remove",
    1,
    () => variable.change(ctx, { kind: "remove", which }) as Promise<unknown[]>,
  );
}
