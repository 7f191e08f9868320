/** How a process of a manager is doing, as far as the manager knows without asking it. */
export interface SupervisedState {
  /** Its number among the processes of the manager. */
  readonly process: number;
  readonly shards: readonly number[];
  /** Undefined while it does not run. */
  readonly pid: number | undefined;
  /** How often it was started again. */
  readonly restarts: number;
  /** How often it has failed in a row: it is in a crash loop from the second time on. */
  readonly failures: number;
  /** How it ended last: its exit code, or the signal that ended it. */
  readonly ended?: number | string | undefined;
  /** When it is started again, as ISO 8601; while it waits for that. */
  readonly retryAt?: string | undefined;
}

/** Takes what a process says to its manager. */
export type MessageListener = (process: number, message: unknown) => void;

/** What watches the processes of a manager. */
export interface Supervision {
  readonly states: readonly SupervisedState[];
  /** Sends a message to a process; one that does not run gets none. */
  send(process: number, message: object): void;
  /** Takes messages of processes that the manager itself has no use for. */
  hear(listener: MessageListener): void;
}
