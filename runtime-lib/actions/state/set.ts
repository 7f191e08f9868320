import { FurlowError } from "../../errors/errors.ts";
import type { Scoped, StateVariable } from "../../state/state-variable.ts";
import { MAXIMUM_VALUE } from "../../state/store.ts";
import { attempt } from "../attempt.ts";

/** Stores a value and gives it; `ttl` in milliseconds wins over the variable's. Throws ActionError. */
export async function set<V>(
  ctx: Scoped,
  variable: StateVariable<unknown>,
  value: V,
  options: { readonly ttl?: number } = {},
): Promise<V> {
  return await attempt(ctx, "set", 1, async () => {
    const { store, key } = variable.place(ctx);
    await store.set(key, storable(value), options.ttl ?? variable.settings.ttl);
    return value;
  });
}

/** The value as it will be stored. Throws E_VALUE_TOO_LARGE. */
function storable(value: unknown): unknown {
  const json = JSON.stringify(value ?? null);
  if (Buffer.byteLength(json) <= MAXIMUM_VALUE) return JSON.parse(json);
  throw new FurlowError("E_VALUE_TOO_LARGE", `The value has more than ${MAXIMUM_VALUE} bytes`);
}
