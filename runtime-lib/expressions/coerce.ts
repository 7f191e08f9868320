import { FurlowError } from "../errors/errors.ts";
import { string, text } from "./values.ts";

/**
 * A value as a number, as JavaScript converts it: what is no number gives NaN, undefined too. Never throws, also
 * not for maps from JSON that bring a `toString` or `valueOf` of their own.
 */
export function toNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "object" || value === null) return Number(value);
  if (value instanceof Date) return value.getTime();
  return Array.isArray(value) ? Number(string(value)) : Number.NaN;
}

/** A value as a number; nothing is 0, what is no number NaN. */
export function numeric(value: unknown): number {
  if (typeof value === "number") return value;
  return value === null || value === undefined ? 0 : toNumber(value);
}

/** A number given as an optional argument; nothing and what is no number is the default. */
export function numberOr(value: unknown, otherwise: number): number {
  if (value === null || value === undefined) return otherwise;
  const result = toNumber(value);
  return Number.isNaN(result) ? otherwise : result;
}

/** A text given as an optional argument; nothing is the default. */
export function textOr(value: unknown, otherwise: string): string {
  return value === null || value === undefined ? otherwise : text(value);
}

/** A value in the form that `<`, `==` and `+` work on: dates are milliseconds, lists and maps their text. */
export function primitive(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return value instanceof Date ? value.getTime() : string(value);
}

/** `null`, `array`, or what JavaScript's `typeof` says; dates are objects. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** The error for a value that a function cannot work on: E2001. */
export function refusal(name: string, wanted: string, value: unknown): FurlowError {
  const given = value === null || value === undefined ? "nothing" : `a value of type ${typeName(value)}`;
  return new FurlowError("E2001", `${name}() works on ${wanted}, and got ${given}`);
}

/** Longest text that padding and repeating make, in characters: as long as a stored value may be. */
const MAXIMUM_TEXT = 1_000_000;

/** Refuses to make a text longer than memory should hold. Throws E2001. */
export function checkTextLength(name: string, length: number): void {
  if (length <= MAXIMUM_TEXT) return;
  throw new FurlowError("E2001", `${name}() makes at most ${MAXIMUM_TEXT} characters, not ${length}`);
}
