/** A timer as it is kept. */
export interface StoredTimer {
  /** Its name; of a name there is one. */
  readonly id: string;
  /** The event that it fires. */
  readonly event: string;
  /** What its handlers get. */
  readonly data: Readonly<Record<string, unknown>>;
  /** When it is due, in whole Unix milliseconds. */
  readonly expiresAt: number;
  /** Where it was created, and for whom. */
  readonly guildId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly userId?: string | undefined;
}

/** A look at what is due. */
export interface Claim {
  /** What no other claim is called. */
  readonly id: string;
  /** Unix milliseconds: what is due by then is taken. */
  readonly now: number;
  /** Unix milliseconds from which on others may take it, unless it is finished. */
  readonly until: number;
  /** How many timers are taken at most. */
  readonly limit: number;
}

export interface Claimed {
  /** Those that were due, the first one first. */
  readonly timers: readonly StoredTimer[];
  /** When the next one is due, in Unix milliseconds; infinite where there is none. */
  readonly next: number;
}

/**
 * Where timers are kept. A timer that is due is claimed in one atomic step, so that of several processes one has it,
 * and stays until it is finished: when that process dies before, another one claims it.
 */
export interface TimerStore {
  /** Keeps a timer, in place of the one of that name. Throws E4004. */
  put(timer: StoredTimer): Promise<void>;
  /** Removes a timer, where there is one. Throws E4004. */
  remove(id: string): Promise<void>;
  /** Takes what is due. Throws E4004. */
  claim(claim: Claim): Promise<Claimed>;
  /** Has claims last until another moment, in Unix milliseconds. Throws E4004. */
  renew(claims: readonly string[], until: number): Promise<void>;
  /** Removes a timer, unless another claim or another timer of its name has come since. Throws E4004. */
  finish(id: string, claim: string): Promise<void>;
  /** Whether only this process knows of them. */
  readonly isOwn?: true;
}
