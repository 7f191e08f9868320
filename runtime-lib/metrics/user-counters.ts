import { LabelValues } from "./label-values.ts";
import type { UserMetric } from "./user-metric.ts";

type Labels = Readonly<Record<string, string>>;

/** The counters of a bot's document, as this process has counted them: also where nobody is told of them. */
export class UserCounters {
  readonly #values = new Map<string, LabelValues>();
  readonly #counts = new Map<string, number>();

  /** Adds to a counter and gives what it comes to. */
  add({ name, labels: names }: UserMetric, by: number, labels: Labels): number {
    let values = this.#values.get(name);
    if (values === undefined) {
      values = new LabelValues(names);
      this.#values.set(name, values);
    }
    const key = JSON.stringify([name, ...Object.values(values.within(labels))]);
    const count = (this.#counts.get(key) ?? 0) + by;
    this.#counts.set(key, count);
    return count;
  }
}
