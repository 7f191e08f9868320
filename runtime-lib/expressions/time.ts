import { refusal, textOr } from "./coerce.ts";
import { durationsIn, parseDuration } from "./durations.ts";

/** The present moment. */
export function now(): Date {
  return new Date();
}

/** A date from text or milliseconds; an invalid one where it is neither. */
export function toDate(value: unknown): Date {
  if (value instanceof Date) return value;
  if (typeof value === "string" || typeof value === "number") return new Date(value);
  // As in JavaScript, null is the start of 1970 and undefined no date.
  return new Date(value === null ? 0 : Number.NaN);
}

/** Discord's styles by the names of the language (expressions.md §7). */
const STYLES: ReadonlyMap<string, string> = new Map([
  ["short_time", "t"],
  ["long_time", "T"],
  ["short_date", "d"],
  ["long_date", "D"],
  ["short_datetime", "f"],
  ["long_datetime", "F"],
  ["relative", "R"],
]);

/** Unix seconds; with a format Discord's notation `<t:SECONDS:STYLE>`. Nothing, 0 and empty text are now. */
export function timestamp(date?: unknown): number;
export function timestamp(date: unknown, format: unknown): string;
export function timestamp(date?: unknown, ...formats: readonly unknown[]): number | string {
  const seconds = secondsOf(date ? toDate(date) : new Date());
  return formats.length === 0 ? seconds : discordTime(seconds, formats[0]);
}

/** As `timestamp`, but nothing is not now: null is the start of 1970, undefined no moment. */
export function timestampOf(date: unknown): number;
export function timestampOf(date: unknown, format: unknown): string;
export function timestampOf(date: unknown, ...formats: readonly unknown[]): number | string {
  const seconds = secondsOf(toDate(date));
  return formats.length === 0 ? seconds : discordTime(seconds, formats[0]);
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}

/** A format that turns out to be nothing leaves just the seconds; as text, which a call with a format gives. */
function discordTime(seconds: number, format: unknown): string {
  const style = textOr(format, "");
  return style === "" ? String(seconds) : `<t:${seconds}:${STYLES.get(style) ?? style}>`;
}

/** A later date, or an earlier one; days and longer units follow the local calendar. An unknown unit adds nothing. */
export function dateAdd(date: unknown, amount: number, unit: string): Date {
  const start = toDate(date);
  switch (unit) {
    case "s":
    case "second":
    case "seconds":
      return new Date(start.getTime() + amount * 1_000);
    case "m":
    case "minute":
    case "minutes":
      return new Date(start.getTime() + amount * 60_000);
    case "h":
    case "hour":
    case "hours":
      return new Date(start.getTime() + amount * 3_600_000);
    default:
      return addCalendar(start, amount, unit);
  }
}

function addCalendar(start: Date, amount: number, unit: string): Date {
  const result = new Date(start);
  switch (unit) {
    case "d":
    case "day":
    case "days":
      result.setDate(result.getDate() + amount);
      break;
    case "w":
    case "week":
    case "weeks":
      result.setDate(result.getDate() + amount * 7);
      break;
    case "M":
    case "month":
    case "months":
      result.setMonth(result.getMonth() + amount);
      break;
    case "y":
    case "year":
    case "years":
      result.setFullYear(result.getFullYear() + amount);
      break;
  }
  return result;
}

/** A date with a duration added: all pieces such as `1h` or `30m` of a text, or milliseconds. Else throws E2001. */
export function addDuration(date: unknown, duration: unknown): Date {
  if (typeof duration !== "string" && typeof duration !== "number") {
    throw refusal("addDuration", "a duration such as '1h30m'", duration);
  }
  const start = toDate(date).getTime();
  if (typeof duration === "number") return new Date(start + duration);
  return new Date(start + (parseDuration(duration) || durationsIn(duration)));
}
