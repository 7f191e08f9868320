import { setTimeout as sleep } from "node:timers/promises";

/** Payloads that a connection takes in a minute; what exceeds it closes the connection. */
const LIMIT = 120;
const WINDOW = 60_000; /* ms */
/** Kept free for heartbeats, IDENTIFY and RESUME, which nothing may hold up. */
const RESERVED = 5;

/** Keeps what a connection sends within Discord's limit. */
export class SendLimit {
  #since = Number.NEGATIVE_INFINITY;
  #sent = 0;

  /** Resolves when one payload may be sent. */
  async wait(): Promise<void> {
    for (;;) {
      const left = this.#since + WINDOW - performance.now();
      if (left <= 0) {
        this.#since = performance.now();
        this.#sent = 0;
      }
      if (this.#sent < LIMIT - RESERVED) break;
      await sleep(left, undefined, { ref: false });
    }
    this.#sent++;
  }
}
