/** A metric of the bot's own, as generated code declares it. */
export interface UserMetric {
  /** As Prometheus has it. */
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly labels: readonly string[];
  readonly help: string;
}

type Described = Partial<Pick<UserMetric, "labels" | "help">>;

/** Declares a counter of the bot's own, by its name for Prometheus. */
export function counter(name: string, described: Described = {}): UserMetric {
  return declared("counter", name, described);
}

/** Declares a value that goes up and down. */
export function gauge(name: string, described: Described = {}): UserMetric {
  return declared("gauge", name, described);
}

/** Declares values that are counted by their size. */
export function histogram(name: string, described: Described = {}): UserMetric {
  return declared("histogram", name, described);
}

function declared(type: UserMetric["type"], name: string, { labels = [], help }: Described): UserMetric {
  return { name, type, labels, help: help ?? `The ${type} ${name} of the bot's document.` };
}
