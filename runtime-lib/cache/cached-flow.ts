import type { Context } from "../contexts/context.ts";
import { flowKey } from "./keys.ts";

/** How the result of a flow is kept. */
export interface FlowCache<C, Args extends unknown[]> {
  /** Milliseconds; without it the rules for its key say. */
  readonly ttl?: number;
  /** Under which key; without it the flow's name and arguments make one. */
  readonly key?: (ctx: C, ...args: Args) => string | Promise<string>;
}

/** A flow whose result is kept: when it is there, calling the flow runs none of its actions. */
export function cachedFlow<C extends Context, Args extends unknown[], Result>(
  name: string,
  cache: NoInfer<FlowCache<C, Args>>,
  run: (ctx: C, ...args: Args) => Promise<Result>,
): (ctx: C, ...args: Args) => Promise<Result> {
  const { ttl, key: keyOf } = cache;
  return async (ctx, ...args) => {
    const { quota, bot } = ctx;
    quota.spend(1);
    const key = keyOf === undefined ? flowKey(name, args) : await keyOf(ctx, ...args);
    const compute = async () => {
      quota.enter(name);
      try {
        return await run(ctx, ...args);
      } finally {
        quota.leave();
      }
    };
    // Generated code opens a cache wherever a flow needs one.
    return await bot.cache!.flow(key, ttl, quota, compute);
  };
}
