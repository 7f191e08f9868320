/** The limit on requests of a bot over all routes, shared by several processes. */
export interface GlobalLimit {
  /** Resolves when a request may go out. */
  take(): Promise<void>;
}

/** In which Discord counts, with what a request may be late on its way. */
export const WINDOW = 1_000 /* ms */ + 10;

/** So many requests in any window: what went out comes back when the window is over. */
export class LocalLimit implements GlobalLimit {
  /** When the last requests went out, by `performance.now()`; round and round. */
  #sent: number[] = [];
  #next = 0;
  #queue: Promise<void> = Promise.resolve();

  /** @param limit how many at the moment; at least 1 */
  constructor(private readonly limit: () => number) {}

  take(): Promise<void> {
    const turn = this.#queue.then(() => this.#take());
    this.#queue = turn;
    return turn;
  }

  async #take(): Promise<void> {
    const limit = Math.max(1, Math.floor(this.limit()));
    // With another limit the last ones count anew.
    if (this.#sent.length !== limit) this.#resize(limit);
    const due = this.#sent[this.#next]! + WINDOW;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    this.#sent[this.#next] = performance.now();
    this.#next = (this.#next + 1) % limit;
  }

  #resize(limit: number): void {
    const inOrder = [...this.#sent.slice(this.#next), ...this.#sent.slice(0, this.#next)];
    const missing = Math.max(0, limit - inOrder.length);
    this.#sent = [
      ...Array.from({ length: missing }, () => Number.NEGATIVE_INFINITY),
      ...inOrder.slice(-limit),
    ];
    this.#next = 0;
  }
}

/** Requests that wait keep a process alive: handlers wait for them. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.ceil(milliseconds)));
}
