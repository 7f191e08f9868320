import type { Owner, Scoped, StateVariable } from "../../state/state-variable.ts";
import { storable } from "../../state/storable.ts";
import { attempt } from "../attempt.ts";

/**
 * Stores a value and gives it; `ttl` in milliseconds wins over the variable's, and an owner over who or what is at
 * hand. Throws ActionError.
 */
export async function set<V>(
  ctx: Scoped,
  variable: StateVariable<unknown>,
  value: V,
  options: { readonly ttl?: number } & Owner = {},
): Promise<V> {
  return await attempt(ctx, "set", 1, async () => {
    const { store, key } = variable.place(ctx, options);
    await store.set(key, storable(value), options.ttl ?? variable.settings.ttl, ctx);
    return value;
  });
}
