import type { Registry } from "prom-client";
import type { StateObserver } from "../state/observed-store.ts";
import { METRICS } from "./catalogue.ts";
import { Counts, Sizes } from "./series.ts";

/** Measures what is done with state. */
export class StateMeter implements StateObserver {
  readonly #duration: Sizes<typeof METRICS.stateDuration>;
  readonly #errors: Counts<typeof METRICS.stateErrors>;

  constructor(registry: Registry) {
    this.#duration = new Sizes(METRICS.stateDuration, registry);
    this.#errors = new Counts(METRICS.stateErrors, registry);
  }

  /** Runs an operation and notes how long it takes, and whether it fails. */
  async stored<T>(backend: string, operation: string, run: () => Promise<T>): Promise<T> {
    const labels = { backend, operation };
    const since = performance.now();
    try {
      return await run();
    } catch (error) {
      this.#errors.add(labels);
      throw error;
    } finally {
      this.#duration.noteSince(labels, since);
    }
  }
}
