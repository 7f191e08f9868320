import { FurlowError } from "../errors/errors.ts";
import { memoryCache } from "./memory-cache.ts";
import type { OpenCache } from "./response-cache.ts";

/** The cache of a backend that the environment names. Throws E4004 when there is none of that name. */
export function cacheNamed(
  name: string | undefined,
  backends: Readonly<Record<string, OpenCache>>,
): OpenCache {
  const chosen = name || "memory";
  if (Object.hasOwn(backends, chosen)) return backends[chosen]!;
  return async () => {
    const known = Object.keys(backends).join(", ");
    throw new FurlowError("E4004", `There is no cache of type "${chosen}": cache.backend is one of ${known}`);
  };
}

/** A cache that the environment switches on, by `true`. Without it only flows are kept that say so, in process. */
export function cacheWhen(enabled: string | undefined, open: OpenCache): OpenCache {
  return enabled === "true" ? open : memoryCache({ reads: false });
}
