import { numeric, textOr } from "./coerce.ts";

const SUFFIXES = ["th", "st", "nd", "rd"] as const;

/** `1st`, `2nd`, `3rd`, `11th`; negative numbers end in `th`. */
export function ordinal(value: unknown): string {
  const n = numeric(value);
  const tens = n % 100;
  const suffix = tens >= 11 && tens <= 13 ? "th" : (SUFFIXES[n % 10] ?? "th");
  return `${n}${suffix}`;
}

/** The word for so many: the singular for the number 1 and nothing else. */
export function pluralize(count: unknown, singular: string, plural?: unknown): string {
  return count === 1 ? singular : textOr(plural, `${singular}s`);
}

/** Longest bar, in characters. */
const MAXIMUM_BAR = 100;

/** A bar of so many characters (10) filled as far as `value` is of `maximum` (100). */
export function progressBar(value: unknown, maximum?: unknown, length?: unknown): string {
  const whole = numeric(maximum ?? 100);
  const share = whole > 0 ? numeric(value) / whole : 0;
  const size = Math.min(Math.max(Math.floor(numeric(length ?? 10)) || 0, 0), MAXIMUM_BAR);
  const filled = Math.round(Math.min(Math.max(share, 0), 1) * size) || 0;
  return "█".repeat(filled) + "░".repeat(size - filled);
}
