import { Cron } from "croner";
import { CRON_OPTIONS, type Schedule } from "./schedule.ts";

/** Longest time that is waited at once: clocks may be set anew meanwhile. */
const LONGEST_WAIT = 60_000; /* ms */

const HOUR = 60 * 60_000; /* ms */
const DAY = 24 * HOUR;

/**
 * The moments of a cron pattern within a window of the day; what is due outside of it waits for the window to open, all
 * of it together. Nothing is kept for that: whoever waits finds out from the pattern what has come due since the window
 * closed.
 * @param window `22:00-06:00`: opens at the first and is closed from the second on, in the time zone
 * @param timezone by its IANA name
 */
export function cronWithin(pattern: string, window: string, timezone = "UTC"): Schedule {
  const moments = new WindowedMoments(pattern, window, timezone);
  return {
    start(tick) {
      let timer: NodeJS.Timeout;
      const wait = (moment: number) => {
        const left = moment - Date.now();
        timer = setTimeout(
          () => (left > LONGEST_WAIT ? wait(moment) : run(moment)),
          Math.min(left, LONGEST_WAIT),
        );
      };
      const run = (moment: number) => {
        // A timer may be early by a millisecond.
        if (Date.now() < moment) return wait(moment);
        tick(moment);
        wait(moments.next(Date.now()));
      };
      wait(moments.next(Date.now()));
      return () => clearTimeout(timer);
    },
    fixed: { id: `${pattern} ${window} ${timezone}`, last: (now) => moments.last(now) },
  };
}

/** When a job with a window runs, in Unix milliseconds. */
export class WindowedMoments {
  readonly #due: Cron;
  readonly #opens: Cron;
  readonly #closes: Cron;

  constructor(pattern: string, window: string, timezone: string) {
    const options = { ...CRON_OPTIONS, timezone, paused: true };
    const [opens, closes] = window.split("-").map((time) => {
      const [hour, minute] = time.split(":").map(Number);
      return new Cron(`${minute} ${hour! % 24} * * *`, options);
    });
    this.#due = new Cron(pattern, options);
    this.#opens = opens!;
    this.#closes = closes!;
  }

  /** The first one after a moment. */
  next(after: number): number {
    const from = this.#isOpen(after) ? after : this.#closedSince(after) - 1;
    return this.#runs(following(this.#due, from));
  }

  /** The last one that has come by a moment; undefined when there was none in the hour before. */
  last(now: number): number | undefined {
    let last: number | undefined;
    let moment = this.next(now - HOUR);
    for (; moment <= now; moment = this.next(moment)) last = moment;
    return last;
  }

  /** When that runs which is due at a moment. */
  #runs(due: number): number {
    return this.#isOpen(due) ? due : following(this.#opens, due);
  }

  #isOpen(moment: number): boolean {
    return following(this.#closes, moment) < following(this.#opens, moment);
  }

  /** When the window closed that is closed at a moment. */
  #closedSince(moment: number): number {
    let closed = following(this.#closes, moment - 2 * DAY - 1);
    for (let next = closed; next <= moment; next = following(this.#closes, next)) closed = next;
    return closed;
  }
}

/** The first moment of a pattern after another one: patterns whose day never comes are refused when a bot is built. */
function following(pattern: Cron, after: number): number {
  return pattern.nextRun(new Date(after))?.getTime() ?? Number.POSITIVE_INFINITY;
}
