import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import {
  describeKind,
  type Entry,
  isNull,
  keyText,
  type Node,
  type ScalarNode,
  type ScalarValue,
} from "../../source/node.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import { MAX_ALIASED_NODES, MAX_DEPTH } from "./limits.ts";
import { applyMergeKeys, isMergeKey, type MapItem } from "./merge-keys.ts";
import { type ScalarStyle, YamlScalar } from "./yaml-scalar.ts";

/** What an anchor names, and what writing it out in full would take. */
interface Anchored {
  readonly node: Node;
  /** Nodes below and including it, aliases counted as often as they stand there. */
  readonly size: number;
  readonly height: number;
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single-quoted",
  QUOTE_DOUBLE: "double-quoted",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/** Turns the library's tree of one file into nodes, in document order, so that an alias meets its anchor. */
export class Converter {
  readonly #file: SourceFile;
  readonly #diagnostics: Diagnostics;
  readonly #anchors = new Map<string, Anchored | "open">();
  #size = 0;
  #aliasedSize = 0;
  #depth = 0;
  #deepest = 0;
  #failed = false;

  constructor(file: SourceFile, diagnostics: Diagnostics) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  /** The document's root; undefined when something was reported that makes it useless. */
  convertDocument(document: Document.Parsed): Node | undefined {
    const root = this.#convert(document.contents as ParsedNode);
    return this.#failed ? undefined : root;
  }

  #convert(source: ParsedNode): Node {
    if (isAlias(source)) return this.#resolveAlias(source as Alias.Parsed);
    const { anchor } = source;
    if (anchor === undefined) return this.#convertContent(source);
    const sizeBefore = this.#size;
    const deepestBefore = this.#deepest;
    this.#deepest = this.#depth;
    this.#anchors.set(anchor, "open");
    const node = this.#convertContent(source);
    this.#anchors.set(anchor, {
      node,
      size: this.#size - sizeBefore,
      height: this.#deepest - this.#depth,
    });
    this.#deepest = Math.max(this.#deepest, deepestBefore);
    return node;
  }

  #convertContent(source: ParsedNode): Node {
    this.#size++;
    if (isScalar(source)) return this.#scalar(source as Scalar.Parsed);
    this.#deepest = Math.max(this.#deepest, ++this.#depth);
    const node = isMap(source)
      ? this.#map(source.items as Pair<ParsedNode, ParsedNode | null>[], this.#span(source))
      : this.#list(isSeq(source) ? (source.items as ParsedNode[]) : [], this.#span(source));
    this.#depth--;
    return node;
  }

  #scalar(source: Scalar.Parsed): YamlScalar {
    const [start, end] = source.range;
    const style = STYLES[source.type ?? "PLAIN"] ?? "plain";
    return new YamlScalar(scalarValue(source), this.#file, start, end, style);
  }

  #list(items: readonly ParsedNode[], span: Span): Node {
    return { kind: "list", items: items.map((item) => this.#convert(item)), span };
  }

  #map(pairs: readonly Pair<ParsedNode, ParsedNode | null>[], span: Span): Node {
    const items: MapItem[] = [];
    let hasMergeKey = false;
    for (const pair of pairs) {
      const key = this.#key(pair.key);
      const value = pair.value === null ? this.#missing(pair.key) : this.#convert(pair.value);
      if (key === undefined) continue;
      const merges = isMergeKey(pair.key);
      hasMergeKey ||= merges;
      items.push({ key, value, merges });
    }
    this.#reportDuplicates(items);
    const entries = hasMergeKey ? applyMergeKeys(items, this.#diagnostics) : items.map(plainEntry);
    return { kind: "map", entries, span };
  }

  /** A map's key; anything but text, numbers and the like is reported and leaves the entry out. */
  #key(source: ParsedNode): ScalarNode | undefined {
    const key = this.#convert(source);
    if (key.kind === "scalar" && !isNull(key)) return key;
    this.#diagnostics.report("yaml-key-kind", key.span, {
      kind: describeKind(key),
      braces: key.kind === "map",
    });
    this.#failed = true;
    return undefined;
  }

  /** The value of a key that has none, such as in `{a, b}`. */
  #missing(key: ParsedNode): ScalarNode {
    const end = key.range[1];
    return new YamlScalar(null, this.#file, end, end, "plain");
  }

  #reportDuplicates(items: readonly MapItem[]): void {
    const first = new Map<string, MapItem>();
    for (const item of items) {
      if (item.merges) continue;
      const text = keyText(item);
      const earlier = first.get(text);
      if (earlier === undefined) {
        first.set(text, item);
        continue;
      }
      const related = [{ span: earlier.key.span, message: `${text} is first written here` }];
      this.#diagnostics.report("yaml-duplicate-key", item.key.span, { key: text }, related);
    }
  }

  #resolveAlias(alias: Alias.Parsed): Node {
    const name = alias.source;
    const target = this.#anchors.get(name);
    if (target === undefined) {
      return this.#failAlias(alias, () =>
        this.#diagnostics.report("yaml-unknown-alias", this.#span(alias), {
          name,
          anchors: [...this.#anchors.keys()],
        }),
      );
    }
    if (target === "open") {
      return this.#failAlias(alias, () =>
        this.#diagnostics.report("yaml-cyclic-anchor", this.#span(alias), { name }),
      );
    }
    this.#size += target.size;
    this.#aliasedSize += target.size;
    this.#deepest = Math.max(this.#deepest, this.#depth + target.height);
    if (this.#aliasedSize > MAX_ALIASED_NODES) {
      return this.#failAlias(alias, () =>
        this.#diagnostics.report("yaml-alias-bomb", this.#span(alias), { name, limit: MAX_ALIASED_NODES }),
      );
    }
    if (this.#depth + target.height > MAX_DEPTH) {
      return this.#failAlias(alias, () =>
        this.#diagnostics.report("yaml-too-deep", this.#span(alias), { limit: MAX_DEPTH }),
      );
    }
    return target.node;
  }

  /** Reports the file's first alias that cannot be followed; one such problem makes the next ones follow from it. */
  #failAlias(alias: Alias.Parsed, report: () => void): Node {
    if (!this.#failed) report();
    this.#failed = true;
    const [start, end] = alias.range;
    return new YamlScalar(null, this.#file, start, end, "plain");
  }

  #span(source: ParsedNode): Span {
    return this.#file.span(source.range[0], this.#endOf(source));
  }

  /** The library counts white space and comments behind a block list or map to it; here its last value ends it. */
  #endOf(source: ParsedNode): number {
    const last = isCollection(source) && source.flow !== true ? lastChild(source) : undefined;
    if (last !== undefined) return this.#endOf(last);
    const [start, end] = source.range;
    return start + this.#file.text.slice(start, end).trimEnd().length;
  }
}

function lastChild(collection: YAMLMap | YAMLSeq): ParsedNode | undefined {
  const last = collection.items.at(-1);
  return (isPair(last) ? (last.value ?? last.key) : last) as ParsedNode | undefined;
}

function plainEntry({ key, value }: MapItem): Entry {
  return { key, value };
}

/** Whole numbers beyond 2^53 stay text: they are Discord ids, of which a number would lose the last digits. */
function scalarValue({ value, source }: Scalar.Parsed): ScalarValue {
  if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER && /^\d+$/.test(source ?? "")) {
    return source ?? null;
  }
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  ) {
    return value;
  }
  return source;
}
