import { type Change, changed } from "./change.ts";
import type { OpenStorage } from "./open-storage.ts";
import { storable } from "./storable.ts";
import type { StateStore, StoredEntry } from "./store.ts";

interface Held {
  readonly value: unknown;
  /** Unix milliseconds. */
  readonly expires: number;
}

/** Keeps variables in this process, for as long as it lives. */
export class MemoryStore implements StateStore {
  readonly isVolatile = true;
  readonly #values = new Map<string, Held>();

  async get(key: string): Promise<unknown> {
    return structuredClone(this.#live(key)?.value);
  }

  async set(key: string, value: unknown, ttl?: number): Promise<void> {
    this.#values.set(key, { value: structuredClone(value), expires: expiry(ttl) });
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
  }

  async increment(key: string, by: number, initial: number, ttl?: number): Promise<number> {
    const current = this.#live(key)?.value;
    const sum = (typeof current === "number" ? current : initial) + by;
    this.#values.set(key, { value: sum, expires: expiry(ttl) });
    return sum;
  }

  async change(key: string, change: Change, initial: unknown, ttl?: number): Promise<unknown> {
    // Nothing is waited for in between, so nothing can come in between.
    const value = storable(changed(this.#live(key)?.value ?? initial, change));
    this.#values.set(key, { value, expires: expiry(ttl) });
    return structuredClone(value);
  }

  async use(key: string, rate: number, duration: number): Promise<number | undefined> {
    const held = this.#live(key);
    const uses = held === undefined ? 0 : Number(held.value);
    if (uses >= rate) return held!.expires - Date.now();
    this.#values.set(key, { value: uses + 1, expires: held?.expires ?? expiry(duration) });
    return undefined;
  }

  async *entries(): AsyncIterable<StoredEntry> {
    for (const key of this.#values.keys()) {
      const held = this.#live(key);
      if (held === undefined) continue;
      const { value, expires } = held;
      yield { key, value: structuredClone(value), ...(Number.isFinite(expires) && { expires }) };
    }
  }

  async load(entries: readonly StoredEntry[]): Promise<void> {
    for (const { key, value, expires = Number.POSITIVE_INFINITY } of entries)
      this.#values.set(key, { value: structuredClone(value), expires });
  }

  async close(): Promise<void> {
    this.#values.clear();
  }

  #live(key: string): Held | undefined {
    const held = this.#values.get(key);
    if (held === undefined || held.expires > Date.now()) return held;
    this.#values.delete(key);
    return undefined;
  }
}

/** State in memory, for as long as the process lives. */
export function memoryStorage(): OpenStorage {
  return async () => new MemoryStore();
}

/** When something stored now expires, in Unix milliseconds. */
export function expiry(ttl: number | undefined): number {
  return ttl === undefined ? Number.POSITIVE_INFINITY : Date.now() + ttl;
}
