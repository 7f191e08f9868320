import { checkTextLength, refusal, textOr } from "./coerce.ts";
import { text } from "./values.ts";

/** Text in lower case. */
export function lower(value: unknown): string {
  return text(value).toLowerCase();
}

/** Text in upper case. */
export function upper(value: unknown): string {
  return text(value).toUpperCase();
}

/** Text without white space at its ends. */
export function trim(value: unknown): string {
  return text(value).trim();
}

/** The first letter in upper case, the others in lower case; empty for 0 and false too. */
export function capitalize(value: unknown): string {
  return value ? capitalizeWord(text(value)) : "";
}

/** Every word capitalised; white space between them stays as it is. */
export function titleCase(value: unknown): string {
  return value ? text(value).replace(/\S+/g, capitalizeWord) : "";
}

function capitalizeWord(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** At most `length` characters; what is cut is marked by the suffix, which counts. */
export function truncate(value: unknown, length: number, suffix?: unknown): string {
  const whole = text(value);
  if (whole.length <= length) return whole;
  const mark = textOr(suffix, "...");
  return whole.slice(0, Math.max(0, length - mark.length)) + mark;
}

/** Filled up at the start to so many characters. Throws E2001 beyond a million of them. */
export function padStart(value: unknown, length: number, fill?: unknown): string {
  checkTextLength("padStart", length);
  return text(value).padStart(length, textOr(fill, " "));
}

/** Filled up at the end to so many characters. Throws E2001 beyond a million of them. */
export function padEnd(value: unknown, length: number, fill?: unknown): string {
  checkTextLength("padEnd", length);
  return text(value).padEnd(length, textOr(fill, " "));
}

/** The text so many times over; empty below 1. Throws E2001 when that makes over a million characters. */
export function repeatedText(value: unknown, times: number): string {
  const piece = text(value);
  const count = Math.max(0, Math.floor(times));
  checkTextLength("repeat", piece.length * count);
  return piece === "" ? "" : piece.repeat(count);
}

/** The pieces between separators; none for nothing, the whole text without a separator. */
export function split(value: unknown, separator: unknown): string[] {
  if (value === null || value === undefined) return [];
  const whole = text(value);
  return separator === null || separator === undefined ? [whole] : whole.split(text(separator));
}

/** Whether a text starts with another; false for nothing. Throws E2001 for what is no text. */
export function startsWith(value: unknown, start: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value !== "string") throw refusal("startsWith", "text", value);
  return textStartsWith(value, start);
}

/** Whether a text ends with another; false for nothing. Throws E2001 for what is no text. */
export function endsWith(value: unknown, end: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value !== "string") throw refusal("endsWith", "text", value);
  return textEndsWith(value, end);
}

/** Whether any value, as text, starts with another. Nothing is no start. */
export function textStartsWith(value: unknown, start: unknown): boolean {
  return start !== null && start !== undefined && text(value).startsWith(text(start));
}

/** Whether any value, as text, ends with another. Nothing is no end. */
export function textEndsWith(value: unknown, end: unknown): boolean {
  return end !== null && end !== undefined && text(value).endsWith(text(end));
}
