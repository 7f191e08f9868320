import { LRUCache } from "lru-cache";
import { numberSetting, type SettingValue } from "../bot/settings.ts";
import { isLike, patternOf } from "../text-pattern.ts";
import type { CacheStore, Reservation } from "./cache-store.ts";
import { mayBegin, partOf } from "./keys.ts";
import { type CacheSettings, type OpenCache, ResponseCache } from "./response-cache.ts";

export interface MemoryCacheSettings extends CacheSettings {
  /** Entries at most; those that were not read for the longest time give way. */
  readonly maxEntries?: SettingValue;
}

const MAX_ENTRIES = 10_000;

/** A cache in the bot's own process. */
export function memoryCache({ maxEntries, ...settings }: MemoryCacheSettings = {}): OpenCache {
  return async ({ log }) => {
    const store = new MemoryCacheStore(numberSetting(maxEntries, MAX_ENTRIES));
    return new ResponseCache(store, settings, log);
  };
}

export class MemoryCacheStore implements CacheStore {
  readonly isShared = false;
  readonly #entries: LRUCache<string, string>;
  /** The keys by their part: a pattern finds its own among them. */
  readonly #parts = new Map<string, Set<string>>();

  constructor(maxEntries: number) {
    this.#entries = new LRUCache({
      max: Math.max(1, Math.floor(maxEntries)),
      onInsert: (_json, key) => this.#note(key),
      dispose: (_json, key, reason) => {
        if (reason !== "set") this.#forget(key);
      },
    });
  }

  get(key: string): string | undefined {
    return this.#entries.get(key);
  }

  /** Nobody else drops what is being computed: the cache itself knows of that. */
  reserve(key: string, ttl: number): Reservation {
    return {
      fulfil: async (json) => {
        if (ttl > 0) this.#entries.set(key, json, { ttl });
      },
      async release() {},
    };
  }

  async drop(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#entries.delete(key);
  }

  async invalidate(written: string): Promise<number> {
    const pattern = patternOf(written);
    if (pattern === undefined) return this.#delete([written]);
    const parts = [...this.#parts].filter(([part]) => mayBegin(part, pattern.first));
    return this.#delete(parts.flatMap(([, keys]) => [...keys].filter((key) => isLike(key, pattern))));
  }

  /** Gives how many were there, and their time not over. */
  #delete(keys: readonly string[]): number {
    let count = 0;
    for (const key of keys) {
      if (this.#entries.has(key)) count++;
      this.#entries.delete(key);
    }
    return count;
  }

  #note(key: string): void {
    const part = partOf(key);
    const keys = this.#parts.get(part);
    if (keys === undefined) this.#parts.set(part, new Set([key]));
    else keys.add(key);
  }

  #forget(key: string): void {
    const part = partOf(key);
    const keys = this.#parts.get(part);
    keys?.delete(key);
    if (keys?.size === 0) this.#parts.delete(part);
  }

  async close(): Promise<void> {
    this.#entries.clear();
  }
}
