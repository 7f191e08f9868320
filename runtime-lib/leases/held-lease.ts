import type { Lease } from "./leases.ts";

/** A lease that this process holds, or held. */
export class HeldLease implements Lease {
  #isOver = false;

  /** @param late is called when it is found that the deadline has passed */
  constructor(
    readonly name: string,
    private current: number,
    private end: number,
    private readonly late: () => void,
  ) {}

  get token(): number {
    return this.current;
  }

  get deadline(): number {
    return this.end;
  }

  certain(): boolean {
    if (this.#isOver) return false;
    if (performance.now() < this.end) return true;
    this.late();
    return false;
  }

  renewed(token: number, deadline: number): void {
    if (this.#isOver) return;
    this.current = token;
    this.end = Math.max(this.end, deadline);
  }

  /** Ends it for this process; false when it was over before. */
  finish(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    return true;
  }
}
