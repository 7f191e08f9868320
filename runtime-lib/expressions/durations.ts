import { FurlowError } from "../errors/errors.ts";
import { numeric } from "./coerce.ts";
import { text } from "./values.ts";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);

/** A duration computed by an expression, in milliseconds: `1h30m`, or a number of them. Throws E3003. */
export function milliseconds(value: unknown): number {
  const result = durationOf(value);
  if (result === undefined) throw new FurlowError("E3003", `"${text(value)}" is not a duration`);
  return result;
}

/** The milliseconds of a duration such as `1h30m`, or of a number of them; 0 for what is none. */
export function parseDuration(value: unknown): number {
  return durationOf(value) ?? 0;
}

/** Amounts with units that add up, as everywhere in the language (limits.md §3); undefined for anything else. */
function durationOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? Math.max(0, value) : undefined;
  const written = text(value).trim();
  if (/^\d+(\.\d+)?$/.test(written)) return Number(written);
  const part = /(\d+(?:\.\d+)?)\s*(ms|[smhdw])\s*/y;
  let total = 0;
  while (part.lastIndex < written.length) {
    const found = part.exec(written);
    if (found === null) return undefined;
    total += Number(found[1]) * UNITS.get(found[2]!)!;
  }
  return written === "" ? undefined : total;
}

/** The sum of all durations in a text, whatever stands between them; 0 without any. */
export function durationsIn(written: string): number {
  let total = 0;
  for (const [, amount, unit] of written.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhdw])/g)) {
    total += Number(amount) * UNITS.get(unit!)!;
  }
  return total;
}

/** Milliseconds in their two largest units: `1d 2h`, `3h 4m`, `5m 6s` or `7s`. */
export function formatDuration(value: unknown): string {
  const exact = numeric(value);
  if (exact < 0) return `-${formatDuration(-exact)}`;
  const seconds = Math.floor(exact / 1_000);
  if (!Number.isFinite(seconds) || seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${seconds % 60}s`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}h ${minutes % 60}m` : `${Math.floor(hours / 24)}d ${hours % 24}h`;
}
