import { type EventLoopUtilization, performance } from "node:perf_hooks";

/** What is asked for again within this time is told the same: too little has happened since. */
const SHORTEST = 1_000; /* ms */

/** What each shard takes of the event loop, since it was last asked for. */
export class ShardLoad {
  #used: EventLoopUtilization = performance.eventLoopUtilization();
  #at = performance.now();
  #received = new Map<number, number>();
  #loads: ReadonlyMap<number, number> = new Map();

  /**
   * The loads of shards from 0 to 1: the loop's use, shared out by the events that they got.
   * @param received by shard, the events that it has ever got
   */
  of(shards: readonly number[], received: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
    const now = performance.now();
    const isKnown = shards.every((id) => this.#loads.has(id));
    if (isKnown && now - this.#at < SHORTEST) return this.#loads;
    const { utilization } = performance.eventLoopUtilization(this.#used);
    const events = shards.map((id) => (received.get(id) ?? 0) - (this.#received.get(id) ?? 0));
    const sum = events.reduce((total, each) => total + each, 0);
    this.#loads = new Map(
      shards.map((id, i) => [id, utilization * (sum === 0 ? 1 / shards.length : events[i]! / sum)]),
    );
    this.#used = performance.eventLoopUtilization();
    this.#at = now;
    this.#received = new Map(received);
    return this.#loads;
  }
}
