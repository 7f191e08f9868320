import type { ShardInfo } from "./entity-cache.ts";
import type { Journal } from "./journal.ts";

/** An entry under the key by which it is stored; its value is plain data that JSON can carry. */
export type SliceEntry = readonly [key: string, value: unknown];

/** The entries of one guild. */
export interface EntryGroup {
  readonly size: number;
  values(): Iterable<unknown>;
}

/** Of which guild entries are, with them; a guild may come several times. */
export type EntryGroups = Iterable<readonly [guildId: string, entries: EntryGroup]>;

/** What a process keeps of its shards and hands on with their sessions, in entries that are stored one by one. */
export interface Slice {
  /** Is told which entries change; undefined where nobody stores them. */
  journal: Journal | undefined;
  /** All entries of a shard, in the order in which they came. */
  entries(shard: ShardInfo): Iterable<SliceEntry>;
  /** The value under a key as it is now; undefined when there is none. */
  entry(key: string): unknown;
  /** Takes over entries that another process has stored, in their order. */
  restore(shardId: number, entries: Iterable<SliceEntry>): void;
  /**
   * The shard is handed over: what handlers were to run on later, they run on where it has gone. It stays an entry, and
   * begins nothing here.
   */
  leave?(shardId: number): void;
  /** Drops what belongs to a shard: it begins anew, or has left the process. */
  forget(shard: ShardInfo): void;
}
