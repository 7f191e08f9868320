import type { Context } from "../../contexts/context.ts";
import { attempt } from "../attempt.ts";

/**
 * Drops cached responses whose keys match a pattern and gives how many there were. Nothing caches responses yet, so
 * this is 0; what comes to do so adds itself to `bot.responseCaches`.
 */
export async function cacheInvalidate(ctx: Context, pattern: string): Promise<number> {
  return await attempt(ctx, "cache_invalidate", 1, async () => {
    let dropped = 0;
    for (const cache of ctx.bot.responseCaches) dropped += cache.invalidate(pattern);
    return dropped;
  });
}
