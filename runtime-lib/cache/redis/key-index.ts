import type { RedisClient } from "../../state/redis/redis-client.ts";
import { mayBegin, partOf } from "../keys.ts";

/** Keys that are looked at in one step. */
const STEP = 1_000;

/**
 * Notes a key under its part, and which parts there are. ARGV: part, key, now,
 * until when it may be there. What is over leaves the index on the way.
 */
const ADD = `
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3])
return redis.call('ZADD', KEYS[2], ARGV[4], ARGV[2])
`;

interface Scripts {
  furlow_cache_add(
    parts: string,
    keys: string,
    part: string,
    key: string,
    now: number,
    until: number,
  ): Promise<number>;
}

/** Which keys there are: a pattern finds its own among them, and not among all that the server holds. */
export class KeyIndex {
  /** In a cluster all of the index lies in one place: of a key only what stands in braces counts. */
  readonly #parts: string;

  constructor(
    private readonly client: RedisClient,
    private readonly prefix: string,
  ) {
    this.#parts = `{${prefix}index}`;
    client.defineCommand("furlow_cache_add", { numberOfKeys: 2, lua: ADD });
  }

  /** @param lifetime milliseconds after which the key is gone for certain */
  async add(key: string, lifetime: number): Promise<void> {
    const part = partOf(key);
    const scripts = this.client as unknown as Scripts;
    const now = Date.now();
    await scripts.furlow_cache_add(
      this.#parts,
      this.#keysOf(part),
      part,
      key,
      now,
      Math.ceil(now + lifetime),
    );
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const part = partOf(keys[0]!);
    await this.client.zrem(this.#keysOf(part), ...keys);
  }

  /** The keys that may begin so, in steps; those of one step have the same first part. */
  async *like(beginning: string): AsyncGenerator<readonly string[], void> {
    for (const part of await this.#partsLike(beginning)) {
      let cursor = "0";
      do {
        const [next, found] = await this.client.zscan(this.#keysOf(part), cursor, "COUNT", STEP);
        cursor = next;
        // Each key is followed by its score.
        yield found.filter((_, i) => i % 2 === 0);
      } while (cursor !== "0");
    }
  }

  async #partsLike(beginning: string): Promise<string[]> {
    return (await this.client.smembers(this.#parts)).filter((part) => mayBegin(part, beginning));
  }

  #keysOf(part: string): string {
    return `{${this.prefix}index}:${part}`;
  }
}
