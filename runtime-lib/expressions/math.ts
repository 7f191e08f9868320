import { FurlowError } from "../errors/errors.ts";
import { numberOr, numeric, textOr } from "./coerce.ts";

/** Rounds halves up: 2.5 to 3, -2.5 to -2. Nothing is 0. */
export function round(value: unknown, decimals = 0): number {
  const exact = numeric(value);
  const factor = 10 ** decimals;
  const shifted = exact * factor;
  // So many decimals that there is nothing to round, or so few that nothing is left.
  if (!Number.isFinite(shifted)) return exact;
  return factor === 0 ? 0 : Math.round(shifted) / factor;
}

/** The next lower whole number. Nothing is 0. */
export function floor(value: unknown): number {
  return Math.floor(numeric(value));
}

/** The next higher whole number. Nothing is 0. */
export function ceil(value: unknown): number {
  return Math.ceil(numeric(value));
}

/** Without its sign. Nothing is 0. */
export function abs(value: unknown): number {
  return Math.abs(numeric(value));
}

/** The least of the numbers, those in lists included; Infinity without any. Nothing counts as 0. */
export function min(...values: readonly unknown[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) {
    if (!Array.isArray(value)) least = Math.min(least, numeric(value));
    else for (const item of value) least = Math.min(least, numeric(item));
  }
  return least;
}

/** The greatest of the numbers, those in lists included; -Infinity without any. Nothing counts as 0. */
export function max(...values: readonly unknown[]): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Array.isArray(value)) greatest = Math.max(greatest, numeric(value));
    else for (const item of value) greatest = Math.max(greatest, numeric(item));
  }
  return greatest;
}

/** The total of the numbers, those in lists included. What is no number counts as 0. */
export function sum(...values: readonly unknown[]): number {
  let total = 0;
  for (const value of values) {
    if (!Array.isArray(value)) total += numberOr(value, 0);
    else for (const item of value) total += numberOr(item, 0);
  }
  return total;
}

/** The number, held between two bounds; the upper one wins. */
export function clamp(value: unknown, minimum: number, maximum: number): number {
  return Math.min(Math.max(numeric(value), minimum), maximum);
}

/** A number to the power of another. */
export function pow(base: number, exponent: number): number {
  return base ** exponent;
}

/** A random whole number from `minimum` (0) to `maximum` (1), both included; the bounds may be swapped. */
export function random(minimum?: unknown, maximum?: unknown): number {
  const [from, to] = [numberOr(minimum, 0), numberOr(maximum, 1)];
  const low = Math.min(from, to);
  return low + Math.floor(Math.random() * (Math.max(from, to) - low + 1));
}

/** A random number from `minimum` (0) up to, not including, `maximum` (1). */
export function randomFloat(minimum?: unknown, maximum?: unknown): number {
  const from = numberOr(minimum, 0);
  return from + Math.random() * (numberOr(maximum, 1) - from);
}

/** A number with grouped digits and at most three decimals; nothing is `0`. Throws E2001 for an unknown locale. */
export function formatNumber(value: unknown, locale?: unknown): string {
  const tag = textOr(locale, "en-US");
  try {
    return numeric(value).toLocaleString(tag);
  } catch {
    throw new FurlowError("E2001", `"${tag}" is no locale; write for example "de-DE"`);
  }
}
