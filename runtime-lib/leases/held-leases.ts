import { HeldLease } from "./held-lease.ts";
import type { Lease } from "./leases.ts";

/** The leases that this process holds, with their deadlines: what is not renewed in time is lost. */
export class HeldLeases {
  readonly #held = new Map<string, HeldLease>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param ahead milliseconds by which a loss is told of before the deadline, so that what it ends has ended by then
   * @param lost is told of leases that are over, once of each
   */
  constructor(
    private readonly ahead: number,
    private readonly lost: (leases: readonly Lease[]) => void,
  ) {}

  get all(): readonly HeldLease[] {
    return [...this.#held.values()];
  }

  get(name: string): HeldLease | undefined {
    return this.#held.get(name);
  }

  /** Adds a lease; undefined when its time is over already. */
  add(name: string, token: number, deadline: number): HeldLease | undefined {
    if (performance.now() >= deadline - this.ahead) return undefined;
    const lease = new HeldLease(name, token, deadline, () => this.#loseLate(0));
    this.#held.set(name, lease);
    this.watch();
    return lease;
  }

  /** Ends a lease that is given up; false when it was over before. */
  remove(lease: Lease): boolean {
    if (this.#held.get(lease.name) !== lease) return false;
    this.#held.delete(lease.name);
    return (lease as HeldLease).finish();
  }

  lose(leases: readonly HeldLease[]): void {
    const over = leases.filter((lease) => this.remove(lease));
    if (over.length > 0) this.lost(over);
  }

  /** Ends all, and tells nobody. */
  clear(): void {
    for (const lease of this.all) this.remove(lease);
    clearTimeout(this.#timer);
  }

  /** Waits for the next deadline, which may have moved. */
  watch(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...this.all.map(({ deadline }) => deadline)) - this.ahead;
    if (next === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(
      () => {
        this.#loseLate(this.ahead);
        this.watch();
      },
      Math.max(0, next - performance.now()),
    );
  }

  #loseLate(ahead: number): void {
    const now = performance.now();
    this.lose(this.all.filter(({ deadline }) => deadline - ahead <= now));
  }
}
