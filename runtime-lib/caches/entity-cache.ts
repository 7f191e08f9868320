/** A cache that the gateway's dispatches keep up to date. */
export interface EntityCache<Before = unknown> {
  /** The dispatches it needs to see. */
  readonly dispatches: readonly string[];
  /**
   * Takes in a dispatch, before handlers run on it, and gives what it held until then of what the dispatch is
   * about: entries are replaced, never changed.
   */
  take(dispatch: string, data: never): Before | undefined;
  /** Everything it holds, as plain data that JSON can carry. */
  export(): unknown;
  /** Takes over what another process's cache of the same fields has exported. */
  import(data: unknown): void;
}

/** How a cache changes on each dispatch that it needs to see. */
export type Changes<Before> = Readonly<Record<string, (data: never) => Before | undefined>>;

/** `[id, count]`, as READY has it. */
export type ShardInfo = readonly [id: number, count: number];

/** Whether a shard serves a guild (https://discord.com/developers/docs/events/gateway#sharding). */
export function isServedBy(guildId: string, [id, count]: ShardInfo): boolean {
  return count === 1 || Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
}
