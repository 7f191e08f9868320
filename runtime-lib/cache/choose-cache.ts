import { backendNamed } from "../bot/backend-named.ts";
import { memoryCache } from "./memory-cache.ts";
import type { OpenCache } from "./response-cache.ts";

/** The cache of a backend that the environment names. Throws E4004 when there is none of that name. */
export function cacheNamed(
  name: string | undefined,
  backends: Readonly<Record<string, OpenCache>>,
): OpenCache {
  return backendNamed(name, backends, "cache", "cache.backend");
}

/** A cache that the environment switches on, by `true`. Without it only flows are kept that say so, in process. */
export function cacheWhen(enabled: string | undefined, open: OpenCache): OpenCache {
  return enabled === "true" ? open : memoryCache({ reads: false });
}
