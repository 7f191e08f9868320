import { RE2JS } from "re2js";

/**
 * A regular expression that comes from a document or a user. The engine runs in linear time whatever the
 * pattern: it has no look-around and no back-references, and refuses patterns that use them.
 */
export interface Pattern {
  matches(text: string): boolean;
  /** `$&` and `$1` in the replacement stand for what was found. */
  replaceAll(text: string, replacement: string): string;
}

/** Longer patterns are refused (limits.md §2). */
const MAXIMUM_LENGTH = 500;

/** The pattern that a text describes; undefined when it is none that the engine runs. */
export function compilePattern(source: string): Pattern | undefined {
  return patterns.get(source);
}

function compile(source: string): Pattern | undefined {
  if (source.length > MAXIMUM_LENGTH) return undefined;
  try {
    const expression = RE2JS.compile(source);
    return {
      matches: (text) => expression.matcher(text).find(),
      replaceAll: (text, replacement) => expression.matcher(text).replaceAll(replacement),
    };
  } catch {
    return undefined;
  }
}

/** Keeps the patterns used last: compiling costs a hundred times what matching does. */
class PatternCache {
  readonly #patterns = new Map<string, Pattern | undefined>();

  constructor(private readonly capacity: number) {}

  get(source: string): Pattern | undefined {
    const known = this.#patterns.get(source);
    if (known !== undefined || this.#patterns.has(source)) {
      // The order of a Map is that of insertion: the one used last moves to the end.
      this.#patterns.delete(source);
      this.#patterns.set(source, known);
      return known;
    }
    const pattern = compile(source);
    if (this.#patterns.size >= this.capacity) {
      const [oldest] = this.#patterns.keys();
      this.#patterns.delete(oldest!);
    }
    this.#patterns.set(source, pattern);
    return pattern;
  }
}

/** A cache and nothing else: what it holds never changes a result, so it may live as long as the module. */
const patterns = /* @__PURE__ */ new PatternCache(200);
