/** Where state variables are kept. Values are anything JSON can hold. */
export interface StateStore {
  /** The value under a key; undefined when there is none or it has expired. */
  get(key: string): Promise<unknown>;
  /** Stores a value, with `ttl` milliseconds to live from now. */
  set(key: string, value: unknown, ttl?: number): Promise<void>;
  delete(key: string): Promise<void>;
  /**
   * Adds to a number in one atomic step and gives the sum; `initial` counts where there is no number yet.
   * A `ttl` starts anew.
   */
  increment(key: string, by: number, initial: number, ttl?: number): Promise<number>;
  /**
   * Replaces a value by what `change` makes of it, in one atomic step, and gives the new one. `change` gets undefined
   * where there is none, may keep and change what it gets, and may be called again when another writer was faster;
   * when it throws, nothing changes. A `ttl` starts anew.
   */
  update(key: string, change: (value: unknown) => unknown, ttl?: number): Promise<unknown>;
  /** Writes out what is pending and lets go of the resources. */
  close(): Promise<void>;
}

/** Longest value, in bytes of its JSON (limits.md §2). */
export const MAXIMUM_VALUE = 1_000_000;
