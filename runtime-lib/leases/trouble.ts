import { messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";

/** Tells the log once when something begins to fail, and once when it works again. */
export class Trouble {
  #isTold = false;

  /**
   * @param fails what the log says of the failure
   * @param works what it says of the end of it
   */
  constructor(
    private readonly log: Logger,
    private readonly fails: string,
    private readonly works: string,
  ) {}

  get isOn(): boolean {
    return this.#isTold;
  }

  begins(error: unknown): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.log.warn({ reason: messageOf(error) }, this.fails);
  }

  ends(): void {
    if (!this.#isTold) return;
    this.#isTold = false;
    this.log.info(this.works);
  }
}
