import { compilePattern } from "./patterns.ts";
import { text } from "./values.ts";

/**
 * A text with all that a pattern matches replaced. A pattern that is invalid or unsafe stands for itself, and its
 * replacement is then put in as it is.
 */
export function replace(value: unknown, search: unknown, replacement: string): string {
  if (!value) return "";
  const whole = text(value);
  if (search instanceof RegExp) return whole.replace(search, replacement);
  const wanted = text(search);
  const pattern = compilePattern(wanted);
  return pattern === undefined
    ? whole.replaceAll(wanted, () => replacement)
    : pattern.replaceAll(whole, replacement);
}

/** Whether a pattern matches somewhere in a text; never for one that is invalid or unsafe. */
export function match(value: unknown, pattern: unknown): boolean {
  if (!value) return false;
  const whole = text(value);
  if (pattern instanceof RegExp) return whole.search(pattern) !== -1;
  return compilePattern(text(pattern))?.matches(whole) ?? false;
}
