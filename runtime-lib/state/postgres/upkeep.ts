import type { Logger } from "../../log/logger.ts";
import { OPERATIONS_KEPT } from "../store.ts";
import { explained } from "./failures.ts";
import type { Primary } from "./primary.ts";
import { REMOVE_EXPIRED, REMOVE_HANDLER_OPERATIONS, REMOVE_OPERATIONS } from "./statements.ts";

/** How often what is old is removed, with some chance in it: processes take turns. */
const INTERVAL = 30_000; /* ms */

/** Rows that one statement removes at most. */
const AT_ONCE = 2_000;

/** How long ids of operations are kept: much longer than a statement may be on its way. */
const REMEMBERED = 5 * 60_000; /* ms */

/** Removes what has expired, in the background and a little at a time. */
export class Upkeep {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly primary: Primary,
    private readonly log: Logger,
  ) {
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#timer = setTimeout(() => void this.#run(), INTERVAL * (0.5 + Math.random()));
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    try {
      await this.primary.server.warm();
      await this.primary.tellTime();
      await this.removeOld();
    } catch (error) {
      // What is old is not seen by anybody: it can stay until the next time.
      this.log.debug(`PostgreSQL: nothing was removed: ${explained(error)}`);
    }
    if (this.#timer !== undefined) this.#schedule();
  }

  /** Removes all that is old now. Throws what the server says. */
  async removeOld(): Promise<void> {
    const { clock, timeout } = this.primary;
    await this.#remove(REMOVE_EXPIRED, []);
    await this.#remove(REMOVE_HANDLER_OPERATIONS, [OPERATIONS_KEPT]);
    await this.#remove(REMOVE_OPERATIONS, [clock.oldestId(Math.max(REMEMBERED, 4 * timeout))]);
  }

  async #remove(text: string, values: readonly unknown[]): Promise<void> {
    const { server } = this.primary;
    for (let count = AT_ONCE; count === AT_ONCE && this.#timer !== undefined; )
      ({ count } = await server.once({ text, values: [...values, AT_ONCE] }, this.primary.deadline()));
  }
}
