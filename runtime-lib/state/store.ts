import type { Change } from "./change.ts";
import type { Reader } from "./reader.ts";
import type { RedisConnection } from "./redis/redis-connection.ts";
import type { SqlDatabase } from "./sql-database.ts";

/** A value as it is kept. */
export interface StoredEntry {
  readonly key: string;
  readonly value: unknown;
  /** Unix milliseconds. */
  readonly expires?: number;
}

/** How long a store knows what a handler wrote that may have to run again, in milliseconds. */
export const OPERATIONS_KEPT = 15 * 60_000;

/**
 * Where state variables are kept. Values are anything JSON can hold. Whose handler reads or writes counts where several
 * databases hold the same: there nobody reads what is older than they wrote or have seen. What increments, changes and
 * counts a use for a handler that runs again is done once, where the store outlives the process.
 */
export interface StateStore {
  /** The value under a key; undefined when there is none or it has expired. */
  get(key: string, reader?: Reader): Promise<unknown>;
  /** Stores a value, with `ttl` milliseconds to live from now. */
  set(key: string, value: unknown, ttl?: number, writer?: Reader): Promise<void>;
  delete(key: string, writer?: Reader): Promise<void>;
  /**
   * Adds to a number in one atomic step and gives the sum; `initial` counts where there is no number yet.
   * A `ttl` starts anew.
   */
  increment(key: string, by: number, initial: number, ttl?: number, writer?: Reader): Promise<number>;
  /**
   * Changes a list or map in one atomic step and gives the new one; `initial` counts where there is no value yet.
   * When it cannot be changed so, or becomes too large, nothing changes. A `ttl` starts anew.
   * Throws E_ARRAY_TOO_LONG, E_VALUE_TOO_LARGE and E3003.
   */
  change(key: string, change: Change, initial: unknown, ttl?: number, writer?: Reader): Promise<unknown>;
  /**
   * Counts a use, at most `rate` of them in `duration` milliseconds from the first one on. Gives the milliseconds
   * until the next is allowed when this one is refused, which then does not count, else undefined.
   */
  use(key: string, rate: number, duration: number, writer?: Reader): Promise<number | undefined>;
  /** All that is kept, a piece at a time. What changes meanwhile may be missing, and in Redis an entry may come twice. */
  entries(): AsyncIterable<StoredEntry>;
  /** Stores entries as they are, some thousand at most. */
  load(entries: readonly StoredEntry[]): Promise<void>;
  /** Whether everything in it is gone when the process ends. */
  readonly isVolatile?: true;
  /** Where the tables are, for a store that can have any. */
  readonly database?: SqlDatabase;
  /** Where everything is, for a store in Redis. */
  readonly redis?: { readonly connection: RedisConnection; readonly prefix: string };
  /** Writes out what is pending and lets go of the resources. */
  close(): Promise<void>;
}

/** Longest value, in bytes of its JSON (limits.md §2). */
export const MAXIMUM_VALUE = 1_000_000;
