import type { Typed } from "./typed.ts";

/** Whether any expression in a value, which may be records and lists of them at any depth, fulfils a test. */
export function anyTyped(value: unknown, test: (typed: Typed) => boolean): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((each) => anyTyped(each, test));
  if (isTyped(value) && test(value)) return true;
  // The variable of an expression has code, which is none; spans lead to whole files.
  return Object.entries(value).some(([key, each]) => !NO_EXPRESSIONS.has(key) && anyTyped(each, test));
}

const NO_EXPRESSIONS: ReadonlySet<string> = new Set(["span", "type", "variable", "definition", "property"]);

function isTyped(value: object): value is Typed {
  return "kind" in value && "type" in value;
}
