import type { Typed } from "./typed.ts";

/** Whether any expression in a value, which may be records and lists of them at any depth, fulfils a test. */
export function anyTyped(value: unknown, test: (typed: Typed) => boolean): boolean {
  return firstTyped(value, test) !== undefined;
}

/** The first expression in a value that fulfils a test. */
export function firstTyped(value: unknown, test: (typed: Typed) => boolean): Typed | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isTyped(value) && test(value)) return value;
  for (const [key, each] of Object.entries(value)) {
    // The variable of an expression has code, which is none; spans lead to whole files.
    const found = NO_EXPRESSIONS.has(key) ? undefined : firstTyped(each, test);
    if (found !== undefined) return found;
  }
  return undefined;
}

const NO_EXPRESSIONS: ReadonlySet<string> = new Set(["span", "type", "variable", "definition", "property"]);

function isTyped(value: object): value is Typed {
  return "kind" in value && "type" in value;
}
