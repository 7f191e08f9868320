import type { Logger } from "../log/logger.ts";

/**
 * Ends the process in order when SIGTERM or SIGINT asks for it. It listens from the moment it is made, so that
 * a signal during the start lets go of what is open by then.
 */
export class Shutdown {
  readonly #steps: (() => Promise<void>)[] = [];
  #begun = false;

  constructor(private readonly log: Logger) {
    process.on("SIGTERM", (signal) => void this.#run(signal));
    process.on("SIGINT", (signal) => void this.#run(signal));
  }

  /** Whether the process is on its way to its end. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Adds what is to be done; what was added last is done first. */
  add(step: () => Promise<void>): void {
    this.#steps.unshift(step);
  }

  async #run(signal: NodeJS.Signals): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
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
