import { FurlowError } from "../errors/errors.ts";

/** Opens what keeps things: a storage, a cache. */
type Open<Context, Backend> = (context: Context) => Promise<Backend>;

/**
 * The backend that a setting names when the bot starts; without one, in memory. Opening another one throws E4004.
 * @param what of what it is one, as `storage`
 * @param setting which key names it, as `state.storage.type`
 */
export function backendNamed<Context, Backend>(
  name: string | undefined,
  backends: Readonly<Record<string, Open<Context, Backend>>>,
  what: string,
  setting: string,
): Open<Context, Backend> {
  const chosen = name || "memory";
  if (Object.hasOwn(backends, chosen)) return backends[chosen]!;
  return async () => {
    const known = Object.keys(backends).join(", ");
    throw new FurlowError("E4004", `There is no ${what} of type "${chosen}": ${setting} is one of ${known}`);
  };
}
