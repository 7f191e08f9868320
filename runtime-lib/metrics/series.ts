/// <reference path="./prom-client.d.ts" />
import type { Registry } from "prom-client";
import Counter from "prom-client/lib/counter.js";
import Gauge from "prom-client/lib/gauge.js";
import Histogram from "prom-client/lib/histogram.js";
import type { MetricDefinition } from "./catalogue.ts";
import { LabelValues } from "./label-values.ts";

/** The labels of a metric with their values. */
export type LabelsOf<D extends MetricDefinition> = Readonly<Record<D["labels"][number], string>>;

/** How a manager puts the same series of several processes together. */
export type Aggregator = "sum" | "first" | "min" | "max" | "omit";

/** A metric whose labels stay within bounds. */
abstract class Series<D extends MetricDefinition> {
  readonly #values: LabelValues;

  constructor(definition: D) {
    this.#values = new LabelValues(definition.labels);
  }

  protected within(labels: LabelsOf<D>): Record<string, string> {
    return this.#values.within(labels);
  }
}

/** What only grows. */
export class Counts<D extends MetricDefinition> extends Series<D> {
  readonly #counter: Counter;

  /** @param collect is called when somebody asks, before the counts are told */
  constructor(definition: D, registry: Registry, collect?: () => void) {
    super(definition);
    this.#counter = new Counter({
      ...settings(definition, registry),
      ...(collect !== undefined && { collect }),
    });
  }

  add(labels: LabelsOf<D>, by = 1): void {
    this.#counter.inc(this.within(labels), by);
  }

  /** Takes over what is counted elsewhere. */
  replace(counts: Iterable<readonly [labels: LabelsOf<D>, count: number]>): void {
    this.#counter.reset();
    for (const [labels, count] of counts) this.#counter.inc(this.within(labels), count);
  }
}

/** What goes up and down. */
export class Levels<D extends MetricDefinition> extends Series<D> {
  readonly #gauge: Gauge;

  constructor(definition: D, registry: Registry, aggregator: Aggregator = "sum") {
    super(definition);
    this.#gauge = new Gauge({ ...settings(definition, registry), aggregator });
  }

  set(labels: LabelsOf<D>, value: number): void {
    this.#gauge.set(this.within(labels), value);
  }

  /** Has these series and no others. */
  replace(levels: Iterable<readonly [labels: LabelsOf<D>, value: number]>): void {
    this.#gauge.reset();
    for (const [labels, value] of levels) this.#gauge.set(this.within(labels), value);
  }
}

/** Values that are counted by their size. */
export class Sizes<D extends MetricDefinition> extends Series<D> {
  readonly #histogram: Histogram;

  constructor(definition: D, registry: Registry) {
    super(definition);
    const { buckets } = definition;
    this.#histogram = new Histogram({
      ...settings(definition, registry),
      ...(buckets !== undefined && { buckets: [...buckets] }),
    });
  }

  note(labels: LabelsOf<D>, value: number): void {
    this.#histogram.observe(this.within(labels), value);
  }

  /** Notes the time since a moment, by `performance.now()`, in seconds. */
  noteSince(labels: LabelsOf<D>, since: number): void {
    this.note(labels, (performance.now() - since) / 1_000);
  }
}

function settings({ name, help, labels }: MetricDefinition, registry: Registry) {
  return { name, help, labelNames: [...labels], registers: [registry] };
}
