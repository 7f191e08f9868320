/** When another file begins: with a day or hour of UTC, or when it is full. */
export type Rotation = "daily" | "hourly" | "size";

const DEFAULTS = { size: 10_000_000 /* bytes */, keep: 7 } as const;

const HOUR = 3_600_000; /* ms */
const PERIODS = { daily: 24 * HOUR, hourly: HOUR, size: Number.POSITIVE_INFINITY } as const;
/** How much of `2026-11-26T10:22:05` names a file. */
const STAMPS = { daily: 10, hourly: 13, size: 19 } as const;
const NUMBERED = /^(\d{4}-\d\d-\d\d(?:T\d\d(?:-\d\d-\d\d)?)?)(?:\.(\d+))?$/;

/** Tells older files apart, and which is older. */
export interface Stamp {
  readonly time: string;
  readonly number: number;
}

/** When a file of the log is full, and what it is called then. */
export interface RotationRule {
  /** How many older files are kept. */
  readonly keep: number;
  /** Which period a time is in, in Unix milliseconds. */
  periodOf(time: number): number;
  isDue(state: { size: number; length: number; period: number; now: number }): boolean;
  /** What a file is called with lines of a period. */
  stamp(period: number, now: number): string;
  /** The stamp in a name's middle, and which one of several with the same it is; undefined for anything else. */
  stampIn(text: string): Stamp | undefined;
}

/** Undefined where one file takes everything. */
export function rotationOf(settings: {
  readonly rotate?: Rotation;
  readonly size?: number;
  readonly keep?: number;
}): RotationRule | undefined {
  const { rotate, size: most = DEFAULTS.size, keep = DEFAULTS.keep } = settings;
  if (rotate === undefined) return undefined;
  const period = PERIODS[rotate];
  const periodOf = (time: number) => (rotate === "size" ? 0 : Math.floor(time / period));
  return {
    keep,
    periodOf,
    isDue: ({ size, length, period: of, now }) =>
      size > 0 && (rotate === "size" ? size + length > most : periodOf(now) > of),
    stamp(of, now) {
      const time = new Date(rotate === "size" ? now : of * period).toISOString();
      return time.slice(0, STAMPS[rotate]).replaceAll(":", "-");
    },
    stampIn(text) {
      const [, time, number = "1"] = NUMBERED.exec(text) ?? [];
      return time?.length === STAMPS[rotate] ? { time, number: Number(number) } : undefined;
    },
  };
}
