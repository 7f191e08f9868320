import { Cron } from "croner";

/** Moments that come again and again. */
export interface Schedule {
  /** Calls `tick` at each of them; what this returns ends it. */
  start(tick: () => void): () => void;
}

/** What every pattern is read with: five fields, and `5/15` meaning from 5 on, as the language has it. */
export const CRON_OPTIONS = { mode: "5-part", sloppyRanges: true } as const;

/**
 * The moments of a cron pattern: minute, hour, day of the month, month, day of the week.
 * @param timezone by its IANA name
 */
export function cron(pattern: string, timezone = "UTC"): Schedule {
  return {
    start(tick) {
      const job = new Cron(pattern, { ...CRON_OPTIONS, timezone }, tick);
      return () => job.stop();
    },
  };
}

/** A moment every so many milliseconds. */
export function every(milliseconds: number): Schedule {
  return {
    start(tick) {
      const timer = setInterval(tick, milliseconds);
      return () => clearInterval(timer);
    },
  };
}
