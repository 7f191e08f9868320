/** A cache that the gateway's dispatches keep up to date. */
export interface EntityCache<T> {
  get(id: string): T | undefined;
  all(): readonly T[];
  /** The dispatches it needs to see. */
  readonly dispatches: readonly string[];
  /** Takes in a dispatch, before handlers run on it. */
  take(dispatch: string, data: never): void;
}
