/** Where that comes from which a handler runs on. */
export interface Origin {
  /** The shard that received it. */
  readonly shardId: number;
  /** Session and sequence of the dispatch, which no other dispatch has; of what comes from Discord. */
  readonly dispatchId?: string | undefined;
}
