import { setTimeout as sleep } from "node:timers/promises";

/** Discord's: in it each bucket may IDENTIFY once. Timers and clocks are not exact. */
export const IDENTIFY_WINDOW = 5_000 /* ms */ + 20;

/** A shard's turn to IDENTIFY. */
export interface IdentifyTurn {
  /**
   * Discord has answered, or the connection has ended. The next turn of the bucket comes a window later: by then it is
   * certain that Discord saw the IDENTIFY a window ago, however long that was on its way.
   * @param used whether there was an IDENTIFY: else the next turn comes at once
   */
  over(used: boolean): void;
}

/** When a shard may IDENTIFY. */
export interface IdentifyLimit {
  /** Resolves when it is the shard's turn; with undefined when the turn is no longer `wanted`. */
  wait(shardId: number, wanted: () => boolean): Promise<IdentifyTurn | undefined>;
}

/** For a bot that runs in one process: one IDENTIFY every five seconds for each value of `shard % concurrency`. */
export class LocalIdentifyLimit implements IdentifyLimit {
  /** By bucket, what resolves when it is free again. */
  readonly #busy = new Map<number, Promise<void>>();

  /** @param concurrency Discord's `max_concurrency` */
  constructor(private readonly concurrency: number) {}

  async wait(shardId: number, wanted: () => boolean): Promise<IdentifyTurn | undefined> {
    const bucket = shardId % this.concurrency;
    for (let busy = this.#busy.get(bucket); busy !== undefined; busy = this.#busy.get(bucket)) await busy;
    if (!wanted()) return undefined;
    let over: IdentifyTurn["over"] = () => {};
    const turn = new Promise<boolean>((resolve) => {
      over = resolve;
    });
    this.#busy.set(bucket, this.#frees(bucket, turn));
    return { over };
  }

  async #frees(bucket: number, turn: Promise<boolean>): Promise<void> {
    if (await turn) await sleep(IDENTIFY_WINDOW, undefined, { ref: false });
    this.#busy.delete(bucket);
  }
}
