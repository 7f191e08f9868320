import { FurlowError } from "../errors/errors.ts";
import { text } from "./values.ts";

/** The present moment. */
export function now(): Date {
  return new Date();
}

/** Discord's styles by the names of the language (expressions.md §7). */
const STYLES: Readonly<Record<string, string>> = {
  short_time: "t",
  long_time: "T",
  short_date: "d",
  long_date: "D",
  short_datetime: "f",
  long_datetime: "F",
  relative: "R",
};

/** Unix seconds; with a format Discord's notation `<t:SECONDS:STYLE>`. Nothing is now. */
export function timestamp(date?: unknown): number;
export function timestamp(date: unknown, format: string): string;
export function timestamp(date?: unknown, format?: string): number | string {
  const moment = date ? new Date(date as string | number | Date) : new Date();
  const seconds = Math.floor(moment.getTime() / 1000);
  return format === undefined ? seconds : `<t:${seconds}:${STYLES[format] ?? format}>`;
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A duration computed by an expression, in milliseconds: `1h30m`, or a number of them. Throws E3003. */
export function milliseconds(value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return Math.max(0, value);
  const written = text(value).trim();
  if (/^\d+(\.\d+)?$/.test(written)) return Number(written);
  if (!/^(\d+(\.\d+)?\s*(ms|[smhdw])\s*)+$/.test(written)) {
    throw new FurlowError("E3003", `"${written}" is not a duration`);
  }
  let total = 0;
  for (const [, amount, unit] of written.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhdw])/g)) {
    total += Number(amount) * UNITS[unit!]!;
  }
  return total;
}
