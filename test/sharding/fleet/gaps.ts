import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "../../../simulator/index.ts";

/** A time in which a shard had no connection. */
export interface Gap {
  readonly shard: number;
  /** When it began: milliseconds since 1970. */
  readonly at: number;
  readonly milliseconds: number;
}

const POLL = 10; /* ms */

/** Watches which shards are connected, from when all of them are. */
export class Gaps {
  readonly gaps: Gap[] = [];
  #isGoing = true;
  readonly #since = new Map<number, number>();
  readonly #done: Promise<void>;

  constructor(
    private readonly sim: Simulator,
    private readonly shards: number,
  ) {
    this.#done = this.#watch();
  }

  /** Watches no more; what is not connected by then is a gap up to now. */
  async stop(): Promise<readonly Gap[]> {
    this.#isGoing = false;
    await this.#done;
    for (const shard of this.#since.keys()) this.#end(shard);
    return this.gaps;
  }

  async #watch(): Promise<void> {
    while (this.#isGoing) {
      const sessions = await this.sim.control.sessions();
      const connected = new Set(sessions.filter((each) => each.connected).map(({ shard: [id] }) => id));
      for (let shard = 0; shard < this.shards; shard++) {
        if (connected.has(shard)) this.#end(shard);
        else if (!this.#since.has(shard)) this.#since.set(shard, Date.now());
      }
      await sleep(POLL);
    }
  }

  #end(shard: number): void {
    const at = this.#since.get(shard);
    if (at === undefined) return;
    this.#since.delete(shard);
    this.gaps.push({ shard, at, milliseconds: Date.now() - at });
  }
}
