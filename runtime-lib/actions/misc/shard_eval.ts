import type { Context } from "../../contexts/context.ts";
import { askShards } from "../../sharding/ask-shards.ts";
import type { ShardScript } from "../../sharding/shard-script.ts";
import { attempt } from "../attempt.ts";

export interface ShardEvalOptions {
  /** The number of a shard, a list of them, or `all`. */
  readonly target?: unknown;
  /** Milliseconds until those that have not answered count as failed. */
  readonly timeout?: number;
}

/**
 * Evaluates an expression once for each shard, wherever it runs, and gives the results in the shards' order, as JSON
 * holds them. Throws ActionError, which names the shards that gave none, and why.
 */
export async function shardEval<T>(
  ctx: Context,
  script: ShardScript<T>,
  options: ShardEvalOptions = {},
): Promise<T[]> {
  return await attempt(ctx, "shard_eval", 1, () =>
    askShards<T>(ctx.bot, { script }, { ...options, quota: ctx.quota }),
  );
}
