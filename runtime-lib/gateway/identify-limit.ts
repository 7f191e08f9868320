import { setTimeout as sleep } from "node:timers/promises";

/** Time between two IDENTIFYs of one bucket, and what the network may hold one up longer than the next. */
const INTERVAL = 5_000 /* ms */ + 150;

/** When a shard may IDENTIFY. */
export interface IdentifyLimit {
  /** Resolves with true when it is the shard's turn, with false when the turn is no longer `wanted`. */
  wait(shardId: number, wanted: () => boolean): Promise<boolean>;
}

/** For a bot that runs in one process: one IDENTIFY every five seconds for each value of `shard % concurrency`. */
export class LocalIdentifyLimit implements IdentifyLimit {
  /** By bucket, what resolves when it is free again. */
  readonly #busy = new Map<number, Promise<void>>();

  /** @param concurrency Discord's `max_concurrency` */
  constructor(private readonly concurrency: number) {}

  async wait(shardId: number, wanted: () => boolean): Promise<boolean> {
    const bucket = shardId % this.concurrency;
    for (let busy = this.#busy.get(bucket); busy !== undefined; busy = this.#busy.get(bucket)) await busy;
    if (!wanted()) return false;
    const free = sleep(INTERVAL, undefined, { ref: false }).then(() => void this.#busy.delete(bucket));
    this.#busy.set(bucket, free);
    return true;
  }
}
