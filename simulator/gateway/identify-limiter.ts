/**
 * Holds IDENTIFY to the start limits of a bot: one per interval and rate limit key
 * (`shard_id % max_concurrency`), and a number a day.
 * https://discord.com/developers/docs/events/gateway#sharding-max-concurrency
 */
export class IdentifyLimiter {
  readonly total: number;
  remaining: number;
  /** IDENTIFYs that came too early. */
  throttled = 0;
  readonly #maxConcurrency: number;
  readonly #interval: number /* ms */;
  readonly #lastByKey = new Map<number, number>();

  constructor(limits: { total: number; maxConcurrency: number; interval: number }) {
    this.total = limits.total;
    this.remaining = limits.total;
    this.#maxConcurrency = limits.maxConcurrency;
    this.#interval = limits.interval;
  }

  /** Counts an IDENTIFY. `throttled`: it came too early; `exhausted`: it was one too many for the day. */
  take(shardId: number): "ok" | "throttled" | "exhausted" {
    if (this.remaining === 0) return "exhausted";
    const key = shardId % this.#maxConcurrency;
    const now = performance.now();
    const last = this.#lastByKey.get(key);
    // Clients time their next IDENTIFY by their own clock: the tolerance keeps an exact wait legal.
    const tolerance = Math.min(100, this.#interval * 0.1) /* ms */;
    if (last !== undefined && now - last < this.#interval - tolerance) {
      this.throttled++;
      return "throttled";
    }
    this.#lastByKey.set(key, now);
    this.remaining--;
    return "ok";
  }
}
