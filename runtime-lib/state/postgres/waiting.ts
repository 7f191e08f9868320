import { FurlowError } from "../../errors/errors.ts";

/** Reads and writes that wait at most; further ones fail at once, so that a server that is away costs no memory. */
const MOST_WAITING = 10_000;
/** Bytes of what is to be written. */
const MOST_BYTES = 64_000_000;

/** Counts what waits for a server. */
export class Waiting {
  #count = 0;
  #bytes = 0;

  /** Throws E4004 when too many wait already; what has entered has to leave. */
  enter(count: number, bytes: number): void {
    if (this.#count + count > MOST_WAITING || this.#bytes + bytes > MOST_BYTES) {
      const many = `${this.#count} reads and writes with ${this.#bytes} bytes wait already`;
      throw new FurlowError("E4004", `PostgreSQL does not answer: ${many}`);
    }
    this.#count += count;
    this.#bytes += bytes;
  }

  leave(count: number, bytes: number): void {
    this.#count -= count;
    this.#bytes -= bytes;
  }

  get count(): number {
    return this.#count;
  }
}
