import { Cron } from "croner";

/** Moments that come again and again. */
export interface Schedule {
  /** Calls `tick` at each of them, with the moment in Unix milliseconds; what this returns ends it. */
  start(tick: Tick): () => void;
  /** For moments that are the same whichever process waits for them. */
  readonly fixed?: FixedMoments;
}

export type Tick = (moment: number) => void;

export interface FixedMoments {
  /** What no other schedule is called. */
  readonly id: string;
  /** The last moment that has come by then, both in Unix milliseconds; undefined when it is long ago. */
  last(now: number): number | undefined;
}

/** Starts what runs on a schedule, in the name of a handler; what this returns ends it. */
export type StartSchedule = (handler: string, schedule: Schedule, tick: Tick) => () => void;

/** What every pattern is read with: five fields, and `5/15` meaning from 5 on, as the language has it. */
export const CRON_OPTIONS = { mode: "5-part", sloppyRanges: true } as const;

/**
 * The moments of a cron pattern: minute, hour, day of the month, month, day of the week.
 * @param timezone by its IANA name
 */
export function cron(pattern: string, timezone = "UTC"): Schedule {
  const options = { ...CRON_OPTIONS, timezone };
  const last = (now: number) =>
    new Cron(pattern, { ...options, paused: true }).previousRuns(1, new Date(now + 1))[0]?.getTime();
  return {
    start(tick) {
      const job = new Cron(pattern, options, () => tick(last(Date.now())!));
      return () => job.stop();
    },
    fixed: { id: `${pattern} ${timezone}`, last },
  };
}

/** A moment every so many milliseconds. */
export function every(milliseconds: number): Schedule {
  return {
    start(tick) {
      const timer = setInterval(() => tick(Date.now()), milliseconds);
      return () => clearInterval(timer);
    },
  };
}
