/** What a process may lose while handlers run: then they are to do nothing further. */
export interface Right {
  /** Whether this process still has it. */
  holds(): boolean;
  /** Resolves when handlers may begin; undefined where they may at once. */
  readonly begins?: Promise<void> | undefined;
}

/** Where that comes from which a handler runs on. */
export interface Origin {
  /** The shard that received it. */
  readonly shardId: number;
  /** Session and sequence of the dispatch, which no other dispatch has; of what comes from Discord. */
  readonly dispatchId?: string | undefined;
  /** Under which the handlers run, where another process may take the shard over; without one nobody does. */
  readonly right?: Right | undefined;
}
