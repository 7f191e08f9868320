/** Where a cache keeps its entries: JSON by key. What fails throws, and the cache goes on without. */
export interface CacheStore {
  /** Whether all processes of the bot share what it keeps. */
  readonly isShared: boolean;
  /** The JSON under a key; undefined when there is none or its time is over. */
  get(key: string): Promise<string | undefined> | string | undefined;
  /**
   * Says that a value is about to be computed, before anything is read for it.
   * @param ttl milliseconds that it will be kept
   */
  reserve(key: string, ttl: number): Promise<Reservation> | Reservation;
  /** Drops what is under keys, and what is being computed for them. */
  drop(keys: readonly string[]): Promise<void>;
  /** The same for all keys of a pattern, in which `*` stands for any characters. Gives how many entries there were. */
  invalidate(pattern: string): Promise<number>;
  close(): Promise<void>;
}

/** The place of a value that is being computed. */
export interface Reservation {
  /** Keeps the value, unless its key was dropped since, here or in another process. */
  fulfil(json: string): Promise<void>;
  /** Gives the place up: there is no value. */
  release(): Promise<void>;
}
