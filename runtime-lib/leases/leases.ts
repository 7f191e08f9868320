/**
 * The right of one process to do something for the whole bot, such as to run a shard.
 *
 * A process that was paused, or whose network was away, may act before it has noticed that its lease is over: whatever
 * acts under a lease asks `certain()` first, and writes with `token`, as it is at that moment.
 */
export interface Lease {
  /** What it is for: `shard:3`, `owner`. */
  readonly name: string;
  /** Grows with each taking, of whatever lease: a write with a smaller one comes from a process that has lost it. */
  readonly token: number;
  /** The moment of `performance.now()` from which on another process may have it; each renewal moves it on. */
  readonly deadline: number;
  /** Whether it is held. The first call that finds its time over tells of the loss before it returns. */
  certain(): boolean;
}

/** Hears what becomes of leases. */
export interface LeaseListener {
  /** A lease may have become free, or processes may have come or gone: it is time to look. */
  changed(): void;
  /** Another process may have these soon: what is done under them ends at once. Told once for each lease. */
  lost(leases: readonly Lease[]): void;
}

/** What there was at one moment. */
export interface Survey {
  /** Processes that take part and are alive, in the same order for all. */
  readonly members: readonly string[];
  /** Who holds which of the leases that were asked for. */
  readonly holders: ReadonlyMap<string, string>;
  /** Milliseconds until the first lease may become free that nobody releases; infinite when there is none. */
  readonly nextFree: number;
}

/** Leases that the processes of a bot share. At most one process holds a lease of a name at any moment. */
export interface Leases {
  /** This process, as the others know it. */
  readonly member: string;
  /** Sets who hears of what happens; there is one listener. */
  watch(listener: LeaseListener): void;
  /** Takes part from now on: the others count this process in. */
  join(): Promise<void>;
  /** Takes part no longer, and takes nothing more; what is held stays until it is released. */
  withdraw(): Promise<void>;
  /**
   * Takes a lease, or gives the one that is held; undefined when another process has it, or while this one does not
   * take part. Throws E4004 when the store does not answer.
   */
  acquire(name: string): Promise<Lease | undefined>;
  /** Gives a lease up, which is over for this process at once; a store that does not answer lets it run out. */
  release(lease: Lease): Promise<void>;
  /** Looks at leases and at who takes part. Throws E4004 when the store does not answer. */
  look(names: readonly string[]): Promise<Survey>;
  /** Withdraws, and gives up what is held. */
  close(): Promise<void>;
}
