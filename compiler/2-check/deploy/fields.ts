import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { describeKind, isNull, keyText, type MapNode, type Node, valueAt } from "../../source/node.ts";

/** What a field of a map may hold. */
export interface FieldRule<T> {
  /** For messages: `a whole number of at least 1`. */
  readonly expected: string;
  /** The value of what is written; undefined when it does not fit. */
  readonly read: (written: unknown) => T | undefined;
}

/** Reads the fields of a map in the configuration that says how the bot is shipped, and reports what is wrong. */
export class MapFields {
  constructor(
    readonly node: MapNode,
    private readonly path: string,
    private readonly diagnostics: Diagnostics,
  ) {}

  /** Reports fields that there are not. */
  only(names: readonly string[]): this {
    for (const entry of this.node.entries) {
      if (names.includes(keyText(entry))) continue;
      this.diagnostics.report("config-unknown-key", entry.key.span, {
        key: `${this.path}.${keyText(entry)}`,
        candidates: names.filter((name) => valueAt(this.node, name) === undefined),
        belongs: false,
      });
    }
    return this;
  }

  /** A field that may be left out; undefined also after a report. */
  optional<T>(name: string, rule: FieldRule<T>): T | undefined {
    const node = valueAt(this.node, name);
    if (node === undefined || isNull(node)) return undefined;
    const value = node.kind === "scalar" ? rule.read(node.value) : undefined;
    if (value === undefined) this.#refuse(name, node, rule.expected);
    return value;
  }

  /** A field that has to be there; undefined after a report. */
  required<T>(name: string, rule: FieldRule<T>): T | undefined {
    const node = valueAt(this.node, name);
    if (node !== undefined && !isNull(node)) return this.optional(name, rule);
    this.#refuse(name, undefined, rule.expected);
    return undefined;
  }

  /** A map within the map; undefined where there is none, and after a report. */
  map(name: string): MapFields | undefined {
    const node = valueAt(this.node, name);
    if (node === undefined || isNull(node)) return undefined;
    if (node.kind === "map") return new MapFields(node, `${this.path}.${name}`, this.diagnostics);
    this.#refuse(name, node, "a map");
    return undefined;
  }

  #refuse(name: string, node: Node | undefined, expected: string): void {
    const isPlain = node?.kind === "scalar" && !isNull(node);
    const found = node === undefined ? "missing" : isPlain ? String(node.value) : describeKind(node);
    const key = `${this.path}.${name}`;
    this.diagnostics.report("config-value", (node ?? this.node).span, { key, expected, found });
  }
}

/** A whole number from `minimum` on. */
export function wholeNumber(minimum: number, maximum = Number.MAX_SAFE_INTEGER): FieldRule<number> {
  const expected =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number of at least ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return {
    expected,
    read: (written) =>
      typeof written === "number" && Number.isInteger(written) && written >= minimum && written <= maximum
        ? written
        : undefined,
  };
}

/** A text, or a number that stands for one, of a form. */
export function textOf(expected: string, form: RegExp): FieldRule<string> {
  return {
    expected,
    read: (written) =>
      (typeof written === "string" || typeof written === "number") && form.test(String(written))
        ? String(written)
        : undefined,
  };
}
