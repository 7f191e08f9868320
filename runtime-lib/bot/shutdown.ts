import type { Logger } from "../log/logger.ts";
import { isManaged } from "../manager/is-managed.ts";

/** Some programs hand on a signal that the terminal has sent to this process as well: that is one, and not two. */
const SAME_SIGNAL = 300; /* ms */

/**
 * Ends the process in order when SIGTERM or SIGINT asks for it, and at once when that is asked for a second time, with
 * 128 and the signal's number. It listens from the moment it is made, so that a signal during the start lets go of what
 * is open by then.
 */
export class Shutdown {
  readonly #steps: (() => Promise<void>)[] = [];
  readonly #atOnce: (() => void)[] = [];
  /** When it was first asked for, by `performance.now()`. */
  #begunAt: number | undefined;

  constructor(private readonly log: Logger) {
    const asked = (signal: NodeJS.Signals, number?: number) => this.#asked(signal, number);
    process.on("SIGTERM", asked);
    process.on("SIGINT", asked);
  }

  /** Whether the process is on its way to its end. */
  get begun(): boolean {
    return this.#begunAt !== undefined;
  }

  /** Adds what is to be done; what was added last is done first. */
  add(step: () => Promise<void>): void {
    this.#steps.unshift(step);
  }

  /** Adds what is to be done where the process ends at once, without waiting for anything. */
  addAtOnce(step: () => void): void {
    this.#atOnce.push(step);
  }

  /** @param number of the signal; undefined where this process itself says that it is to end */
  #asked(signal: NodeJS.Signals, number: number | undefined): void {
    if (this.#begunAt === undefined) {
      this.#begunAt = performance.now();
      void this.#run(signal);
      return;
    }
    // A process under a manager may be told by the terminal and by the manager. The manager kills those that are to end.
    if (number === undefined || isManaged() || performance.now() - this.#begunAt < SAME_SIGNAL) return;
    this.log.warn({ signal }, "asked to stop for a second time: ending at once");
    for (const step of this.#atOnce) step();
    process.exit(128 + number);
  }

  async #run(signal: NodeJS.Signals): Promise<void> {
    this.log.info({ signal }, "stopping");
    for (const step of this.#steps) {
      try {
        await step();
      } catch (error) {
        this.log.error({ reason: String(error) }, "a step of stopping failed");
      }
    }
    this.log.flush();
    process.exit(0);
  }
}
