import type { Quota } from "../../quota.ts";

/** Most rounds of a loop (limits.md §2). */
export const MAXIMUM_ROUNDS = 10_000;

/** Sees to it that no round of a loop is free: one in which no action ran costs as much as one. */
export class Rounds {
  #paidBefore = -1;

  constructor(private readonly quota: Quota) {}

  /** Begins the next round. Throws QuotaError. */
  next(): void {
    if (this.quota.operations === this.#paidBefore) this.quota.inline(1);
    this.#paidBefore = this.quota.operations;
  }
}
