import { randomUUID } from "node:crypto";
import type { RedisClient } from "../../state/redis/redis-client.ts";
import { isLike, type Pattern, patternOf } from "../../text-pattern.ts";
import type { CacheStore, Reservation } from "../cache-store.ts";
import { KeyIndex } from "./key-index.ts";

/** Before the JSON of a value. */
const VALUE = "=";
/** Before the mark of who computes a value. */
const MARK = "!";

/** How long one may compute: what takes longer is not kept. */
const LONGEST_COMPUTATION = 30_000; /* ms */

/** How long a server that did not answer is left alone. */
const LEFT_ALONE = 2_000; /* ms */

/** Drops that are remembered while the server is away; with more, everything is dropped. */
const MOST_OWED = 1_000;

/** Keys that are dropped at a time. */
const BATCH = 500;

/** Puts a value where the mark of who computed it still stands. ARGV: mark, value, ttl. */
const FULFIL = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
`;

/** Takes a mark away. ARGV: mark. */
const RELEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`;

interface Scripts {
  furlow_cache_fulfil(key: string, mark: string, value: string, ttl: number): Promise<number>;
  furlow_cache_release(key: string, mark: string): Promise<number>;
}

/**
 * Keeps entries in Redis, each under a key of its own. Who computes a value first leaves a mark under its key:
 * dropping the key takes the mark away, and a value whose mark is gone was read before the drop and is not kept.
 *
 * While the server is away every command fails at once; what should have been dropped is then dropped before
 * anything is read again.
 */
export class RedisCacheStore implements CacheStore {
  readonly isShared = true;
  readonly #scripts: Scripts;
  readonly #index: KeyIndex;
  #awayUntil = 0;
  /** Patterns that are still to be dropped. */
  readonly #owed = new Set<string>();
  #settling: Promise<void> | undefined;

  /** @param prefix before every key */
  constructor(
    private readonly client: RedisClient,
    private readonly prefix: string,
  ) {
    // Each failing command tells of it, too.
    client.on("error", () => {});
    client.defineCommand("furlow_cache_fulfil", { numberOfKeys: 1, lua: FULFIL });
    client.defineCommand("furlow_cache_release", { numberOfKeys: 1, lua: RELEASE });
    this.#scripts = client as unknown as Scripts;
    this.#index = new KeyIndex(client, prefix);
  }

  /** Waits until the server is there, or for so many milliseconds. */
  async connected(patience: number): Promise<void> {
    if (this.client.status === "ready") return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.client.once("ready", resolve);
      timer = setTimeout(resolve, patience);
    });
    clearTimeout(timer);
  }

  async get(key: string): Promise<string | undefined> {
    const found = await this.#do(() => this.client.get(this.prefix + key));
    return found?.startsWith(VALUE) ? found.slice(VALUE.length) : undefined;
  }

  async reserve(key: string, ttl: number): Promise<Reservation> {
    const mark = MARK + randomUUID();
    const isFirst = await this.#do(() =>
      this.client.set(this.prefix + key, mark, "PX", LONGEST_COMPUTATION, "NX"),
    );
    // Another process computes it, or was faster.
    if (isFirst === null) return NOWHERE;
    await this.#do(() => this.#index.add(key, LONGEST_COMPUTATION + ttl));
    return {
      fulfil: async (json) => {
        if (ttl <= 0) await this.#release(key, mark);
        else await this.#do(() => this.#fulfil(key, mark, json, ttl));
      },
      release: () => this.#release(key, mark),
    };
  }

  #fulfil(key: string, mark: string, json: string, ttl: number): Promise<number> {
    return this.#scripts.furlow_cache_fulfil(
      this.prefix + key,
      mark,
      VALUE + json,
      Math.max(1, Math.round(ttl)),
    );
  }

  async #release(key: string, mark: string): Promise<void> {
    await this.#do(() => this.#scripts.furlow_cache_release(this.prefix + key, mark));
  }

  async drop(keys: readonly string[]): Promise<void> {
    await this.#owing(keys, () => this.#unlink(keys));
  }

  async invalidate(written: string): Promise<number> {
    return await this.#owing([written], () => this.#drop(written));
  }

  async close(): Promise<void> {
    if (this.client.status !== "ready") return this.client.disconnect();
    await this.client.quit().catch(() => this.client.disconnect());
  }

  async #drop(written: string): Promise<number> {
    const pattern = patternOf(written);
    return pattern === undefined ? await this.#unlink([written]) : await this.#dropLike(pattern);
  }

  async #dropLike(pattern: Pattern): Promise<number> {
    let dropped = 0;
    for await (const keys of this.#index.like(pattern.first)) {
      const fitting = keys.filter((key) => isLike(key, pattern));
      // The index first: a key that is added anew in between must stay in it.
      await this.#index.remove(fitting);
      dropped += await this.#unlink(fitting);
    }
    return dropped;
  }

  /** One command a key: in a cluster they lie in different places. Gives how many there were. */
  async #unlink(keys: readonly string[]): Promise<number> {
    let count = 0;
    for (let at = 0; at < keys.length; at += BATCH) {
      const batch = keys.slice(at, at + BATCH);
      const each = await Promise.all(batch.map((key) => this.client.unlink(this.prefix + key)));
      count += each.reduce((sum, one) => sum + one, 0);
    }
    return count;
  }

  /** Drops now, or as soon as the server is there again. */
  async #owing<T>(patterns: readonly string[], run: () => Promise<T>): Promise<T> {
    try {
      return await this.#do(run);
    } catch (error) {
      for (const pattern of patterns) this.#owed.add(pattern);
      if (this.#owed.size > MOST_OWED) {
        this.#owed.clear();
        this.#owed.add("*");
      }
      throw error;
    }
  }

  /** Runs a command, unless the server is away. */
  async #do<T>(command: () => Promise<T>): Promise<T> {
    if (this.client.status !== "ready") throw new Error("Redis is not connected");
    if (performance.now() < this.#awayUntil) throw new Error("Redis did not answer a moment ago");
    try {
      if (this.#owed.size > 0) await this.#settle();
      return await command();
    } catch (error) {
      this.#awayUntil = performance.now() + LEFT_ALONE;
      throw error;
    }
  }

  /** Drops what is owed; whoever comes meanwhile waits for it, too. */
  #settle(): Promise<void> {
    this.#settling ??= this.#dropOwed().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  async #dropOwed(): Promise<void> {
    for (const pattern of this.#owed) {
      await this.#drop(pattern);
      this.#owed.delete(pattern);
    }
  }
}

/** Where a value goes that another process keeps. */
const NOWHERE: Reservation = {
  async fulfil() {},
  async release() {},
};
