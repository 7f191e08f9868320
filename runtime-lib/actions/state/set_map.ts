import type { Scoped, StateVariable } from "../../state/state-variable.ts";
import { attempt } from "../attempt.ts";

/** Sets a key of a map in one atomic step and gives the map. Throws ActionError. */
export async function setMap(
  ctx: Scoped,
  variable: StateVariable<unknown>,
  key: string,
  value: unknown,
): Promise<Record<string, unknown>> {
  return await attempt(
    ctx,
    "set_map",
    1,
    () => variable.change(ctx, { kind: "setEntry", key, value }) as Promise<Record<string, unknown>>,
  );
}
