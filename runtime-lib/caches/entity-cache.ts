/** A cache that the gateway's dispatches keep up to date. */
export interface EntityCache<Before = unknown> {
  /** The dispatches it needs to see. */
  readonly dispatches: readonly string[];
  /**
   * Takes in a dispatch, before handlers run on it, and gives what it held until then of what the dispatch is
   * about: entries are replaced, never changed.
   */
  take(dispatch: string, data: never): Before | undefined;
}

/** How a cache changes on each dispatch that it needs to see. */
export type Changes<Before> = Readonly<Record<string, (data: never) => Before | undefined>>;

/** `[id, count]`, as READY has it. */
export type ShardInfo = readonly [id: number, count: number];

/** The shard of a bot of one, as which READY need not name it. */
export const ONLY_SHARD: ShardInfo = [0, 1];

/**
 * The shard that serves a guild (https://discord.com/developers/docs/events/gateway#sharding).
 * @param guildId empty for what belongs to no guild: direct messages come to shard 0
 */
export function shardOf(guildId: string, count: number): number {
  return count === 1 || guildId === "" ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/** Whether a shard serves a guild. */
export function isServedBy(guildId: string, [id, count]: ShardInfo): boolean {
  return shardOf(guildId, count) === id;
}
