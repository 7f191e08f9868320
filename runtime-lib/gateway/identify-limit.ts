import { setTimeout as sleep } from "node:timers/promises";

/** Time between two IDENTIFYs of one bucket, and what the network may hold one up longer than the next. */
const INTERVAL = 5_000 /* ms */ + 250;

/** When a shard may IDENTIFY. */
export interface IdentifyLimit {
  /** Resolves when it is the shard's turn. Rejects when the signal aborts before. */
  wait(shardId: number, signal: AbortSignal): Promise<void>;
}

/** For a bot that runs in one process: one IDENTIFY every five seconds for each value of `shard % concurrency`. */
export class LocalIdentifyLimit implements IdentifyLimit {
  /** When each bucket is free again, by performance.now(). */
  readonly #free = new Map<number, number>();

  /** @param concurrency Discord's `max_concurrency` */
  constructor(private readonly concurrency: number) {}

  async wait(shardId: number, signal: AbortSignal): Promise<void> {
    const bucket = shardId % this.concurrency;
    for (;;) {
      signal.throwIfAborted();
      const wait = (this.#free.get(bucket) ?? 0) - performance.now();
      if (wait <= 0) break;
      await sleep(wait, undefined, { signal });
    }
    this.#free.set(bucket, performance.now() + INTERVAL);
  }
}
