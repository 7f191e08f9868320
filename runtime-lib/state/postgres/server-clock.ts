import { randomUUID } from "node:crypto";

/**
 * The primary's clock, as far as it is known here. This computer's own may be set otherwise, or be set anew. What it is
 * taken for is slow by as long as an answer takes, and never fast: nothing is done after its time.
 */
export class ServerClock {
  #ahead = 0;

  /** The server's time at a moment of `performance.now()`, in Unix milliseconds. */
  at(moment: number): number {
    return moment + this.#ahead;
  }

  /** Notes what time it was on the server before a moment of `performance.now()`. */
  learn(time: number, moment: number): void {
    this.#ahead = time - moment;
  }

  /** A new id for an operation: ids begin with the server's time, so that old ones lie together. */
  operationId(): string {
    return withTime(this.at(performance.now()), randomUUID());
  }

  /** Ids below this one are older than so many milliseconds. */
  oldestId(age: number): string {
    return withTime(this.at(performance.now()) - age, "00000000-0000-0000-0000-000000000000");
  }
}

/** A UUID of version 7: 48 bits of milliseconds, and the rest of another. */
function withTime(time: number, rest: string): string {
  const hex = Math.max(0, Math.floor(time)).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${rest.slice(15)}`;
}
