import type { Registry } from "prom-client";
import { Counts, Levels, Sizes } from "./series.ts";
import type { UserMetric } from "./user-metric.ts";

type Labels = Readonly<Record<string, string>>;
type Note = (labels: Labels, value: number) => void;

/** Takes values of the metrics that a bot's document has itself. */
export class UserSeries {
  readonly #notes = new Map<string, Note>();

  constructor(private readonly registry: Registry) {}

  note(metric: UserMetric, value: number, labels: Labels): void {
    this.declare(metric)(labels, value);
  }

  /** Has Prometheus know of it, also while it has no value. */
  declare(metric: UserMetric): Note {
    const known = this.#notes.get(metric.name);
    if (known !== undefined) return known;
    const note = this.#open(metric);
    this.#notes.set(metric.name, note);
    return note;
  }

  #open(metric: UserMetric): Note {
    switch (metric.type) {
      case "counter": {
        const counts = new Counts(metric, this.registry);
        return (labels, value) => counts.add(labels, value);
      }
      case "gauge": {
        const levels = new Levels(metric, this.registry);
        return (labels, value) => levels.set(labels, value);
      }
      case "histogram": {
        const sizes = new Sizes(metric, this.registry);
        return (labels, value) => sizes.note(labels, value);
      }
    }
  }
}
