import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { MetricLabel } from "../../language/fields/metrics.ts";
import { isText, keyText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { identifierFor } from "../identifiers.ts";
import { checkLabelName, validName } from "./label-names.ts";

export type MetricType = "counter" | "gauge" | "histogram";

/** A metric that the document has itself. */
export interface OwnMetric {
  /** As the document calls it. */
  readonly written: string;
  /** As Prometheus has it. */
  readonly name: string;
  readonly type: MetricType;
  readonly labels: readonly string[];
  /** What it is about, where the document says so. */
  readonly description: string | undefined;
  /** Its name in generated code. */
  readonly identifier: string;
  readonly span: Span;
}

/** What an action says of the metric that it is about. */
export interface MetricUse {
  readonly name: string;
  readonly type: MetricType;
  readonly labels: readonly Pick<MetricLabel, "name" | "nameSpan">[];
  readonly span: Span;
}

/** Names of the metrics that every bot has begin so. */
const BUILT_IN = /^(furlow|process|nodejs)_/;

/** The metrics of a document: each has one type and the same labels wherever it stands. */
export class OwnMetrics {
  readonly #metrics = new Map<string, OwnMetric>();
  readonly #counters: ReadonlyMap<string, Node>;

  /** @param document `analytics.counters` in it says what counters are about */
  constructor(document: MapNode) {
    const analytics = valueAt(document, "analytics");
    const counters = analytics?.kind === "map" ? valueAt(analytics, "counters") : undefined;
    this.#counters = new Map(
      counters?.kind === "map" ? counters.entries.map((entry) => [keyText(entry), entry.value]) : [],
    );
  }

  all(): readonly OwnMetric[] {
    return [...this.#metrics.values()];
  }

  /** The metric that an action is about; undefined after reporting why there cannot be one. */
  use({ name: written, type, labels, span }: MetricUse, diagnostics: Diagnostics): OwnMetric | undefined {
    const valid = labels.map(({ name, nameSpan }) => checkLabelName(name, nameSpan, diagnostics));
    if (valid.includes(false)) return undefined;
    const name = exportedName(written, type);
    if (BUILT_IN.test(name)) {
      diagnostics.report("metric-name-taken", span, { name });
      return undefined;
    }
    const names = labels.map((label) => label.name);
    const known = this.#metrics.get(name) ?? this.#metrics.get(otherName(name));
    // A handler may be checked several times.
    if (known === undefined || isSame(known.span, span)) return this.#add(written, name, type, names, span);
    if (known.type === type && isSameSet(known.labels, names)) return known;
    const related = [{ span: known.span, message: `here it is ${describe(known)}` }];
    const parameters = { name: written, here: describe({ type, labels: names }), there: describe(known) };
    diagnostics.report("metric-differs", span, parameters, related);
    return undefined;
  }

  #add(written: string, name: string, type: MetricType, labels: readonly string[], span: Span): OwnMetric {
    const taken = new Set(
      this.all()
        .filter((metric) => metric.name !== name)
        .map(({ identifier }) => identifier),
    );
    const description = this.#descriptionOf(written);
    const metric = {
      written,
      name,
      type,
      labels,
      description,
      identifier: identifierFor(written, taken),
      span,
    };
    this.#metrics.set(name, metric);
    return metric;
  }

  #descriptionOf(written: string): string | undefined {
    const declared = this.#counters.get(written);
    const description = declared?.kind === "map" ? valueAt(declared, "description") : undefined;
    return description !== undefined && isText(description) ? description.value : undefined;
  }
}

/** As Prometheus has it: counters end in `_total`. */
function exportedName(written: string, type: MetricType): string {
  const name = validName(written);
  return type === "counter" && !name.endsWith("_total") ? `${name}_total` : name;
}

/** What a metric of another type would be called that the document calls the same. */
function otherName(name: string): string {
  return name.endsWith("_total") ? name.slice(0, -"_total".length) : `${name}_total`;
}

function describe({ type, labels }: Pick<OwnMetric, "type" | "labels">): string {
  return labels.length === 0 ? `a ${type} without labels` : `a ${type} with the labels ${labels.join(", ")}`;
}

function isSame(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}
