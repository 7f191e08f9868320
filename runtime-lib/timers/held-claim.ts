import type { Right } from "../bot/origin.ts";

/** What one look has taken: as long as it lasts, no other process fires the same. */
export class HeldClaim implements Right {
  /** Timers of it whose handlers have not ended. */
  open = 0;
  #end: number;

  /** @param end the moment of `performance.now()` at which it is over */
  constructor(
    readonly id: string,
    end: number,
  ) {
    this.#end = end;
  }

  holds(): boolean {
    return performance.now() < this.#end;
  }

  /** What is over stays so: another process may have gone on. */
  extend(end: number): void {
    if (this.holds()) this.#end = end;
  }
}
