import type { Scoped, StateVariable } from "../../state/state-variable.ts";
import { attempt } from "../attempt.ts";

/** Takes a key out of a map in one atomic step and gives the map. Throws ActionError. */
export async function deleteMap(
  ctx: Scoped,
  variable: StateVariable<unknown>,
  key: string,
): Promise<Record<string, unknown>> {
  return await attempt(
    ctx,
    "delete_map",
    1,
    () => variable.change(ctx, { kind: "deleteEntry", key }) as Promise<Record<string, unknown>>,
  );
}
