import { textOr } from "./coerce.ts";
import { toDate } from "./time.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** What each token of a pattern stands for, in UTC. */
const TOKENS: ReadonlyMap<string, (date: Date) => string | number> = new Map<
  string,
  (date: Date) => string | number
>([
  ["YYYY", (date) => padded(date.getUTCFullYear(), 4)],
  ["YY", (date) => padded(date.getUTCFullYear() % 100, 2)],
  ["MMMM", (date) => MONTHS[date.getUTCMonth()]!],
  ["MMM", (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3)],
  ["MM", (date) => padded(date.getUTCMonth() + 1, 2)],
  ["M", (date) => date.getUTCMonth() + 1],
  ["dddd", (date) => DAYS[date.getUTCDay()]!],
  ["ddd", (date) => DAYS[date.getUTCDay()]!.slice(0, 3)],
  ["DD", (date) => padded(date.getUTCDate(), 2)],
  ["D", (date) => date.getUTCDate()],
  ["HH", (date) => padded(date.getUTCHours(), 2)],
  ["H", (date) => date.getUTCHours()],
  ["hh", (date) => padded(twelveHours(date), 2)],
  ["h", (date) => twelveHours(date)],
  ["mm", (date) => padded(date.getUTCMinutes(), 2)],
  ["m", (date) => date.getUTCMinutes()],
  ["ss", (date) => padded(date.getUTCSeconds(), 2)],
  ["s", (date) => date.getUTCSeconds()],
  ["SSS", (date) => padded(date.getUTCMilliseconds(), 3)],
  ["A", (date) => (date.getUTCHours() < 12 ? "AM" : "PM")],
]);

/** `[text]` is taken as it is; a single letter is a token only where no other letter is beside it. */
const TOKEN =
  /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|dddd|ddd|DD|HH|hh|mm|ss|SSS|(?<![A-Za-z])[MDHhmsA](?![A-Za-z])/g;

/**
 * A date by a pattern, in UTC: `YYYY` `YY`, `MMMM` `MMM` `MM` `M`, `DD` `D`, `dddd` `ddd` (the day's name), `HH` `H`
 * (24 hours), `hh` `h` (12 hours), `mm` `m`, `ss` `s`, `SSS`, `A` (AM or PM); `[text]` is taken as it is. Without a
 * pattern `YYYY-MM-DD HH:mm`; empty for what is no date.
 */
export function formatDate(value: unknown, pattern?: unknown): string {
  if (value === null || value === undefined) return "";
  const date = toDate(value);
  if (Number.isNaN(date.getTime())) return "";
  return textOr(pattern, "YYYY-MM-DD HH:mm").replace(TOKEN, (token, verbatim?: string) =>
    verbatim === undefined ? String(TOKENS.get(token)!(date)) : verbatim,
  );
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

function twelveHours(date: Date): number {
  return date.getUTCHours() % 12 || 12;
}
