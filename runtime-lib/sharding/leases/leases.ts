/** The right of one process to do something for the whole bot, such as to run a shard. */
export interface Lease {
  /** What it is for: `shard:3`, `owner`. */
  readonly name: string;
  /** Grows with each process that takes it: a write with a smaller one comes from a process that has lost it. */
  readonly token: number;
}

/** Who else is there, and what has changed. */
export interface LeaseListener {
  /** A lease has become free, or processes have come or gone: it is time to look at one's share. */
  changed(): void;
  /** Leases that were lost: another process may have them by now. Everything done under them is to end at once. */
  lost(leases: readonly Lease[]): void;
}

/** Leases that the processes of a bot take from one another's store, and how each tells that it is alive. */
export interface Leases {
  /** This process, as the others know it. */
  readonly holder: string;
  /**
   * Until when (performance.now()) what is held is certain to be held: past it another process may have taken it.
   * It moves on with each renewal that was answered.
   */
  readonly deadline: number;
  readonly held: ReadonlyMap<string, Lease>;
  /** Takes a lease; undefined when another process has it. Throws E4005 when the store does not answer. */
  acquire(name: string): Promise<Lease | undefined>;
  /** Gives a lease up, so that it is free at once, and tells the others. */
  release(name: string): Promise<void>;
  /** The processes that are alive, this one among them, in the same order for all. */
  members(): Promise<readonly string[]>;
  /** Takes part no longer: what is held is given up, and the others are told. */
  close(): Promise<void>;
}
