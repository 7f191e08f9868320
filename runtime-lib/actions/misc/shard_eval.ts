import { setTimeout } from "node:timers/promises";
import { isServedBy } from "../../caches/entity-cache.ts";
import { Context } from "../../contexts/context.ts";
import { FurlowError } from "../../errors/errors.ts";
import { attempt } from "../attempt.ts";

export interface ShardEvalOptions {
  /** The number of a shard, or a list of them. */
  readonly target?: unknown;
  /** Milliseconds until it fails. */
  readonly timeout?: number;
}

/**
 * Evaluates an expression once for each shard of this process and gives the results in the shards' order. Other
 * processes are not asked. Throws ActionError, also for a shard that this process does not run.
 */
export async function shardEval<T>(
  ctx: Context,
  script: (ctx: Context) => Promise<T>,
  { target, timeout }: ShardEvalOptions = {},
): Promise<T[]> {
  return await attempt(ctx, "shard_eval", 1, async () => {
    const shards = wanted(ctx.bot.shard.ids, target);
    const results = Promise.all(shards.map((id) => script(new ShardContext(ctx, id))));
    return timeout === undefined ? results : Promise.race([results, failAfter(timeout)]);
  });
}

/** What an expression reads on one shard; it pays from the quota of who asked. */
class ShardContext extends Context {
  override readonly quota: Context["quota"];

  constructor(
    asking: Context,
    private readonly id: number,
  ) {
    super(asking.bot);
    this.quota = asking.quota;
  }

  override get shard(): Context["shard"] {
    return { id: this.id };
  }

  override get guilds(): Context["guilds"] {
    const { count } = this.bot.shard;
    return super.guilds.filter(({ id }) => isServedBy(id, [this.id, count]));
  }
}

function wanted(running: readonly number[], target: unknown): readonly number[] {
  if (target === undefined || target === null) return running;
  const ids = (Array.isArray(target) ? target : [target]).map(Number);
  const missing = ids.find((id) => !running.includes(id));
  if (missing === undefined) return running.filter((id) => ids.includes(id));
  throw new FurlowError("E3003", `This process does not run shard ${missing}`);
}

async function failAfter(timeout: number): Promise<never> {
  await setTimeout(timeout, undefined, { ref: false });
  throw new FurlowError("E3003", `No answer came within ${timeout} ms`);
}
