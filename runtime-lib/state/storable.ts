import { FurlowError } from "../errors/errors.ts";
import { MAXIMUM_VALUE } from "./store.ts";

/** The value as it will be stored. Throws E_VALUE_TOO_LARGE. */
export function storable(value: unknown): unknown {
  const json = JSON.stringify(value ?? null);
  if (Buffer.byteLength(json) <= MAXIMUM_VALUE) return JSON.parse(json);
  throw new FurlowError("E_VALUE_TOO_LARGE", `The value has more than ${MAXIMUM_VALUE} bytes`);
}
