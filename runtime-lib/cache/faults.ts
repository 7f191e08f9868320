import { messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";

/** How often failures are told of at most. */
const PAUSE = 60_000; /* ms */

/** Gets past what fails in the store of a cache: the log is told of it, now and then. */
export class Faults {
  #told = Number.NEGATIVE_INFINITY;
  /** Whether the last that the log was told is that it fails. */
  #isToldFailing = false;
  /** Failures since the log was told. */
  #count = 0;

  constructor(private readonly log: Logger) {}

  /** What a command gives; undefined when it fails. */
  async past<T>(command: () => Promise<T> | T): Promise<T | undefined> {
    try {
      const result = await command();
      if (this.#isToldFailing) this.#recover();
      return result;
    } catch (error) {
      this.#note(error);
      return undefined;
    }
  }

  #note(error: unknown): void {
    this.#count++;
    const now = performance.now();
    if (now - this.#told < PAUSE) return;
    const facts = { reason: messageOf(error), failures: this.#count };
    this.log.warn(facts, "the cache does not answer; what it would have is read anew");
    this.#told = now;
    this.#isToldFailing = true;
    this.#count = 0;
  }

  #recover(): void {
    this.#isToldFailing = false;
    this.log.info("the cache answers again");
  }
}
