import { messageOf } from "../errors/errors.ts";
import type { Lease, Leases } from "../leases/leases.ts";
import type { Logger } from "../log/logger.ts";

/** What one process does for the whole bot. */
export interface OwnerWork {
  /** This process does it from now on. When it throws, another process tries. */
  began(lease: Lease): Promise<void> | void;
  /** It does so no longer; where it is handed over, the next one begins when this has resolved. */
  ended(): Promise<void> | void;
}

/** The lease of the process that does what is done once for the bot. */
export const OWNER = "owner";

/** After a failed beginning other processes go first. */
const STANDS_BACK = 5_000; /* ms */

/** Has this process do what one process does for the whole bot, whenever no other one does. */
export class BotOwner {
  #lease: Lease | undefined;
  #standsBackUntil = 0;
  #isLeaving = false;
  #begun: Promise<void> = Promise.resolve();

  constructor(
    private readonly leases: Leases,
    private readonly work: OwnerWork,
    private readonly log: Logger,
  ) {}

  /** Resolves when the work has begun, if this process has it; rejects when it could not begin. */
  get begun(): Promise<void> {
    return this.#begun;
  }

  /** @param holder who has the lease, as was seen a moment ago */
  async seek(holder: string | undefined): Promise<void> {
    const isFree = holder === undefined || holder === this.leases.member;
    if (this.#lease !== undefined || !isFree || performance.now() < this.#standsBackUntil) return;
    const lease = await this.leases.acquire(OWNER);
    if (!lease?.certain()) return;
    if (this.#isLeaving) return await this.leases.release(lease);
    this.#lease = lease;
    this.#begun = this.#begin(lease);
    this.#begun.catch(() => {});
  }

  /** Ends the work where its lease is among those that are lost. */
  lost(leases: readonly Lease[]): void {
    if (this.#lease === undefined || !leases.includes(this.#lease)) return;
    this.#lease = undefined;
    void this.#end();
  }

  /** Begins no more, and hands the work over. */
  leave(): Promise<void> {
    this.#isLeaving = true;
    return this.#handOver();
  }

  async #handOver(): Promise<void> {
    const lease = this.#lease;
    if (lease === undefined) return;
    this.#lease = undefined;
    await this.#end();
    await this.leases.release(lease);
  }

  async #begin(lease: Lease): Promise<void> {
    try {
      await this.work.began(lease);
    } catch (error) {
      if (this.#lease !== lease) return;
      this.#standsBackUntil = performance.now() + STANDS_BACK;
      this.log.error({ reason: messageOf(error) }, "what is done once for the bot could not begin here");
      await this.#handOver();
      throw error;
    }
  }

  async #end(): Promise<void> {
    try {
      await this.work.ended();
    } catch (error) {
      this.log.error({ reason: messageOf(error) }, "what is done once for the bot did not end in order");
    }
  }
}
