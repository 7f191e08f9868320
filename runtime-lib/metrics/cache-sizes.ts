import type { Caches } from "../caches/caches.ts";
import { shardOf } from "../caches/entity-cache.ts";
import type { EntryGroup } from "../caches/slice.ts";
import { estimatedBytes } from "./estimated-bytes.ts";

/** What a cache holds of one shard. */
export interface CacheSize {
  readonly shard: number;
  readonly cache: string;
  readonly entries: number;
  /** Estimated. */
  readonly bytes: number;
}

/** Entries that are looked at of each guild, and of each shard, to estimate what all of them take. */
const SAMPLE = { guild: 8, shard: 128 } as const;

/** Guilds whose shard is remembered: working it out costs a division of large numbers. */
const MOST_GUILDS = 100_000;

/** What a map takes for each of its entries; the id that it is found by is the entry's own. */
const ENTRY = 48; /* bytes */

interface Tally {
  entries: number;
  sampled: number;
  bytes: number;
}

/** Counts what the caches of a process hold, by shard. */
export class CacheSizes {
  readonly #shards = new Map<string, number>();

  /**
   * All caches that keep entries by guild.
   * @param count shards of the whole bot
   */
  *of(caches: Caches, shards: readonly number[], count: number): Generator<CacheSize> {
    for (const [cache, slice] of Object.entries(caches)) {
      const tallies = new Map<number, Tally>(shards.map((id) => [id, { entries: 0, sampled: 0, bytes: 0 }]));
      for (const [guildId, group] of slice.groups()) {
        const tally = tallies.get(this.#shardOf(guildId, count));
        if (tally !== undefined) take(tally, group);
      }
      for (const [shard, { entries, sampled, bytes }] of tallies) {
        const each = sampled === 0 ? 0 : ENTRY + bytes / sampled;
        yield { shard, cache, entries, bytes: Math.round(entries * each) };
      }
    }
  }

  #shardOf(guildId: string, count: number): number {
    if (count === 1) return 0;
    const known = this.#shards.get(guildId);
    if (known !== undefined) return known;
    if (this.#shards.size >= MOST_GUILDS) this.#shards.clear();
    const shard = shardOf(guildId, count);
    this.#shards.set(guildId, shard);
    return shard;
  }
}

function take(tally: Tally, group: EntryGroup): void {
  tally.entries += group.size;
  if (tally.sampled >= SAMPLE.shard) return;
  let left: number = SAMPLE.guild;
  for (const entry of group.values()) {
    if (left-- === 0) return;
    tally.sampled++;
    tally.bytes += estimatedBytes(entry);
  }
}
