const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Milliseconds of a duration (limits.md §3): a number of milliseconds, or amounts with units that add up, such
 * as `1h30m`, `1d 2h` or `500 ms`. Undefined for anything else.
 */
export function parseDuration(written: string | number): number | undefined {
  if (typeof written === "number") return Number.isFinite(written) && written >= 0 ? written : undefined;
  const text = written.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const part = /(\d+(?:\.\d+)?)\s*(ms|[smhdw])\s*/y;
  let total = 0;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null) return undefined;
    total += Number(match[1]) * UNITS[match[2]!]!;
  }
  return text === "" ? undefined : total;
}

/** A duration in its largest whole unit: `28d` for 2,419,200,000 ms. */
export function formatDuration(milliseconds: number): string {
  const [unit, size] = Object.entries(UNITS)
    .filter(([name, size]) => name !== "w" && milliseconds % size === 0)
    .reduce((largest, each) => (each[1] > largest[1] ? each : largest));
  return `${milliseconds / size}${unit}`;
}
