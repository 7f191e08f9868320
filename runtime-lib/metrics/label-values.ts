import { LABEL_VALUES } from "./catalogue.ts";

/** What stands for all values of a label beyond those that are told apart. */
export const OTHER = "other";

/** Series of one metric, beyond which all further ones are one: several labels multiply. */
const SERIES = 2_000;

/** Labels whose values are few by themselves. */
const FEW: ReadonlySet<string> = new Set(["shard", "process"]);

type Labels = Readonly<Record<string, string>>;

/** Keeps what is told apart by the labels of one metric within bounds, so that no text of a user's fills the memory. */
export class LabelValues {
  readonly #values = new Map<string, Set<string>>();
  readonly #series = new Set<string>();

  constructor(private readonly names: readonly string[]) {
    for (const name of names) if (!FEW.has(name)) this.#values.set(name, new Set());
  }

  /** The labels as they are counted; values beyond the first so many are `other`. */
  within(given: Labels): Record<string, string> {
    const labels: Record<string, string> = {};
    let key = "";
    for (const name of this.names) {
      const value = this.#valueOf(name, given[name] ?? "");
      labels[name] = value;
      if (this.names.length > 1) key += `${value}\n`;
    }
    if (this.names.length < 2 || this.#series.has(key)) return labels;
    if (this.#series.size >= SERIES) return Object.fromEntries(this.names.map((name) => [name, OTHER]));
    this.#series.add(key);
    return labels;
  }

  #valueOf(name: string, value: string): string {
    const seen = this.#values.get(name);
    if (seen === undefined || seen.has(value)) return value;
    if (seen.size >= LABEL_VALUES) return OTHER;
    seen.add(value);
    return value;
  }
}
