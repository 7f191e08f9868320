import { shardOf } from "./entity-cache.ts";

/**
 * Which entries of a slice have changed since they were stored, by shard. It notes keys and no values: what an entry
 * is by the time it is stored is what counts.
 */
export class Journal {
  /** Keys, and whether the entry was removed or goes to the end; of shards of which something is stored. */
  readonly #shards = new Map<number, Map<string, boolean>>();

  /** @param shardCount over all processes */
  constructor(private readonly shardCount: number) {}

  /** An entry is replaced in its place. */
  changed(guildId: string, key: string): void {
    this.changedIn(shardOf(guildId, this.shardCount), key);
  }

  /** An entry is new, and the last one. */
  added(guildId: string, key: string): void {
    const notes = this.#of(guildId);
    if (notes?.has(key)) this.#last(notes, key);
    else notes?.set(key, false);
  }

  /** An entry is gone, or has become the last one. */
  moved(guildId: string, key: string): void {
    this.movedIn(shardOf(guildId, this.shardCount), key);
  }

  /** As `changed`, of what belongs to no guild. */
  changedIn(shardId: number, key: string): void {
    const notes = this.#shards.get(shardId);
    if (notes !== undefined && !notes.has(key)) notes.set(key, false);
  }

  /** As `moved`, of what belongs to no guild. */
  movedIn(shardId: number, key: string): void {
    const notes = this.#shards.get(shardId);
    if (notes !== undefined) this.#last(notes, key);
  }

  /** From now on what is stored of a shard is what the slice holds at this moment. */
  follow(shardId: number): void {
    this.#shards.set(shardId, new Map());
  }

  /** What is stored of a shard is of no more use: everything is to be stored. */
  restart(shardId: number): void {
    this.#shards.delete(shardId);
  }

  /**
   * Gives the keys that have changed, in the order in which their entries came, each with whether it is to be removed
   * first, and begins anew; undefined when everything is to be stored.
   */
  take(shardId: number): ReadonlyMap<string, boolean> | undefined {
    const notes = this.#shards.get(shardId);
    if (notes === undefined || notes.size > 0) this.follow(shardId);
    return notes;
  }

  #of(guildId: string): Map<string, boolean> | undefined {
    return this.#shards.get(shardOf(guildId, this.shardCount));
  }

  #last(notes: Map<string, boolean>, key: string): void {
    notes.delete(key);
    notes.set(key, true);
  }
}
