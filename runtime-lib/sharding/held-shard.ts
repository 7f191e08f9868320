import type { Lease } from "../leases/leases.ts";

/** A shard that this process holds the lease of. */
export class HeldShard {
  /** Whether its runner has it. */
  isRunning = false;
  isReady = false;
  /** Resolves when it is handed over; undefined while it stays. */
  handingOver: Promise<void> | undefined;
  /** Resolves when it is ready for the first time, or held no longer. */
  readonly started: Promise<void>;
  #settle: () => void = () => {};

  constructor(
    readonly id: number,
    readonly lease: Lease,
  ) {
    this.started = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  settle(): void {
    this.#settle();
  }
}
