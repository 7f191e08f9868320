import { setTimeout as pause } from "node:timers/promises";

/** Longest pause between two attempts to reach a server. */
const LONGEST_PAUSE = 1_000; /* ms */

/** Notices when a server cannot be reached, looks for it to come back, and lets statements wait until it has. */
export class Outage {
  readonly #waiting = new Set<() => void>();
  #lasts = false;
  #isStopped = false;
  #reason: unknown;

  /**
   * @param probe resolves when the server can be reached
   * @param changed is told when an outage begins and ends
   */
  constructor(
    private readonly probe: () => Promise<void>,
    private readonly changed: (lasts: boolean, reason: unknown) => void,
  ) {}

  get lasts(): boolean {
    return this.#lasts;
  }

  /** Why the server could not be reached when it was last tried. */
  get reason(): unknown {
    return this.#reason;
  }

  /** Notes that the server cannot be reached. */
  begin(reason: unknown): void {
    this.#reason = reason;
    if (this.#lasts || this.#isStopped) return;
    this.#lasts = true;
    void this.#watch();
  }

  /** Waits until the server can be reached; false when that takes too long. */
  async over(milliseconds: number): Promise<boolean> {
    if (!this.#lasts) return true;
    if (milliseconds <= 0) return false;
    return await new Promise((resolve) => {
      // Who gives up is forgotten, so that a long outage costs no memory.
      const ended = () => {
        clearTimeout(timer);
        resolve(!this.#lasts);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(ended);
        resolve(false);
      }, milliseconds);
      this.#waiting.add(ended);
    });
  }

  /** Looks no further; who waits is told that it goes on. */
  stop(): void {
    this.#isStopped = true;
    this.#release();
  }

  async #watch(): Promise<void> {
    // A single connection may have ended: most outages are over at the first attempt, and nobody is told.
    if (!(await this.#isReached())) {
      this.changed(true, this.#reason);
      for (let next = 50; !this.#isStopped; next = Math.min(2 * next, LONGEST_PAUSE)) {
        await pause(next);
        if (!this.#isStopped && (await this.#isReached())) break;
      }
      if (!this.#isStopped) this.changed(false, undefined);
    }
    if (this.#isStopped) return;
    this.#lasts = false;
    this.#release();
  }

  async #isReached(): Promise<boolean> {
    try {
      await this.probe();
      return true;
    } catch (error) {
      this.#reason = error;
      return false;
    }
  }

  #release(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const ended of waiting) ended();
  }
}
