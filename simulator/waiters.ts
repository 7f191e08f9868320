import { SimulatorError } from "./errors.ts";

interface Waiting<T> {
  matches: (value: T) => boolean;
  resolve: (value: T) => void;
}

/** Lets callers wait for a value that someone else will offer. */
export class Waiters<T> {
  readonly #waiting = new Set<Waiting<T>>();

  /** Hands a value to everyone it matches. */
  offer(value: T): void {
    for (const waiting of this.#waiting) {
      if (!waiting.matches(value)) continue;
      this.#waiting.delete(waiting);
      waiting.resolve(value);
    }
  }

  /**
   * Resolves with the next value that matches.
   * @param timeout milliseconds; after them it throws a SimulatorError with code `timeout`
   * @param what names the awaited thing in that error
   */
  wait(matches: (value: T) => boolean, timeout: number, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting<T> = {
        matches,
        resolve: (value) => {
          clearTimeout(timer);
          resolve(value);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new SimulatorError("timeout", `no ${what} within ${timeout} ms`));
      }, timeout);
      this.#waiting.add(waiting);
    });
  }
}
