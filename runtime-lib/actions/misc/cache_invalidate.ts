import type { Context } from "../../contexts/context.ts";
import { attempt } from "../attempt.ts";

/** Drops what is cached under the keys of a pattern, in every process, and gives how many entries there were here. */
export async function cacheInvalidate(ctx: Context, pattern: string): Promise<number> {
  return await attempt(ctx, "cache_invalidate", 1, async () => {
    const { cache, cluster } = ctx.bot;
    cluster?.drop(pattern);
    return (await cache?.invalidate(pattern)) ?? 0;
  });
}
