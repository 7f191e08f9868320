import type { Bot } from "../bot/bot.ts";
import type { Context } from "../contexts/context.ts";
import type { MemoryKeeper, Taken } from "./handler-memory.ts";
import { type Guarded, ShardRun } from "./shard-run.ts";

/** A handler's body with the settings that keep it from running on every event, of each shard by itself. */
export class GuardedRun<C extends Context = Context> {
  readonly #shards = new Map<number, ShardRun<C>>();
  /** The one that was asked for last: where there is only one shard, that is it. */
  #shardId: number | undefined;
  #run: ShardRun<C> | undefined;
  #keeperOf: ((shardId: number) => MemoryKeeper) | undefined;

  constructor(private readonly guarded: Guarded<C>) {}

  /** What it is called in the log. */
  get handler(): string {
    return this.guarded.handler;
  }

  /** Whether another process can run on the events that it takes in. */
  get canMove(): boolean {
    return this.guarded.remake !== undefined;
  }

  /** Takes in an event: runs, runs later, or lets it pass. */
  take(bot: Bot, ctx: C, data: unknown, before: Taken["before"], index: number): Promise<void> | undefined {
    return this.of(ctx.origin?.shardId ?? 0).take(bot, ctx, data, before, index);
  }

  of(shardId: number): ShardRun<C> {
    if (shardId === this.#shardId) return this.#run!;
    let run = this.#shards.get(shardId);
    if (run === undefined) {
      run = new ShardRun(this.guarded);
      run.keeper = this.#keeperOf?.(shardId);
      this.#shards.set(shardId, run);
    }
    this.#shardId = shardId;
    this.#run = run;
    return run;
  }

  /** From now on memories are handed on with their shards. */
  keep(keeperOf: (shardId: number) => MemoryKeeper): void {
    this.#keeperOf = keeperOf;
    for (const [shardId, run] of this.#shards) run.keeper = keeperOf(shardId);
  }

  /** Drops what is remembered of a shard, and what waits. */
  forget(shardId: number): void {
    this.#shards.get(shardId)?.stopWaiting();
    this.#shards.delete(shardId);
    this.#shardId = undefined;
    this.#run = undefined;
  }
}
