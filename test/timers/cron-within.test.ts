import { Cron } from "croner";
import { describe, expect, it } from "vitest";
import { WindowedMoments } from "../../runtime-lib/schedule/cron-within.ts";
import { CRON_OPTIONS } from "../../runtime-lib/schedule/schedule.ts";

function at(text: string): number {
  return Date.parse(text);
}

/** When it runs between two moments. */
function runsOf(moments: WindowedMoments, from: number, to: number): number[] {
  const runs: number[] = [];
  for (let next = moments.next(from); next < to; next = moments.next(next)) runs.push(next);
  return runs;
}

function shown(runs: readonly number[]): string[] {
  return runs.map((run) => new Date(run).toISOString().slice(5, 16));
}

describe("a schedule with a window", () => {
  it.each([
    ["runs at once what is due inside", "30 3 * * *", "02:00-06:00", ["01-05T03:30", "01-06T03:30"]],
    ["has what is due outside wait", "0 23 * * *", "02:00-06:00", ["01-05T02:00", "01-06T02:00"]],
    ["opens with its first minute", "0 2 * * *", "02:00-06:00", ["01-05T02:00", "01-06T02:00"]],
    ["is closed from its last one on", "0 6 * * *", "02:00-06:00", ["01-05T02:00", "01-06T02:00"]],
    ["runs once for all that was due", "0 8-20 * * *", "22:00-23:00", ["01-04T22:00", "01-05T22:00"]],
    ["goes on over midnight", "0 0,12 * * *", "22:00-01:00", ["01-04T22:00", "01-05T00:00", "01-05T22:00"]],
    ["lasts until the day ends", "0 12 * * *", "20:00-24:00", ["01-04T20:00", "01-05T20:00"]],
    ["waits for a day of the week that it is due on", "0 23 * * mon", "02:00-06:00", ["01-06T02:00"]],
  ])("%s", (_title, pattern, window, expected) => {
    const moments = new WindowedMoments(pattern, window, "UTC");
    const runs = runsOf(moments, at("2026-01-04T12:00:00Z"), at("2026-01-06T12:00:00Z"));
    expect(shown(runs).slice(0, expected.length)).toEqual(expected);
  });

  it("is one of its time zone, also where clocks change", () => {
    const moments = new WindowedMoments("0 12 * * *", "01:00-04:00", "Europe/Berlin");
    const runs = runsOf(moments, at("2026-03-27T12:00:00Z"), at("2026-03-30T12:00:00Z"));
    expect(shown(runs)).toEqual(["03-28T00:00", "03-29T00:00", "03-29T23:00"]);
  });

  it("finds what was due before it was looked at", () => {
    const moments = new WindowedMoments("0 23 * * *", "02:00-06:00", "UTC");
    expect(shown([moments.next(at("2026-01-05T01:59:59.999Z"))])).toEqual(["01-05T02:00"]);
    expect(moments.last(at("2026-01-05T01:59:59.999Z"))).toBeUndefined();
    expect(moments.last(at("2026-01-05T02:59:59Z"))).toBe(at("2026-01-05T02:00:00Z"));
    expect(moments.last(at("2026-01-05T02:00:00Z"))).toBe(at("2026-01-05T02:00:00Z"));
  });

  it.each([
    ["*/25 * * * *", "02:00-06:00", "UTC"],
    ["7 1,5,13 * * *", "22:30-05:15", "UTC"],
    ["0 */5 * * *", "23:59-00:01", "UTC"],
    ["15 4 * * tue,sat", "10:00-09:59", "UTC"],
    ["*/50 3 * * *", "03:20-03:40", "America/New_York"],
  ])("runs as one does who looks at the clock every minute: %s in %s (%s)", (pattern, window, timezone) => {
    const from = at("2026-03-03T00:00:00Z");
    const to = at("2026-03-07T00:00:00Z");
    const runs = runsOf(new WindowedMoments(pattern, window, timezone), from, to);
    expect(runs).toEqual(watched(pattern, window, timezone, from, to));
  });
});

/** What somebody runs who looks at the clock every minute and notes what is due. */
function watched(pattern: string, window: string, timezone: string, from: number, to: number): number[] {
  const due = new Cron(pattern, { ...CRON_OPTIONS, timezone, paused: true });
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const [opens, closes] = window.split("-") as [string, string];
  const runs: number[] = [];
  let waits = false;
  // What was due the day before may be waiting.
  for (let moment = from - 24 * 60 * 60_000; moment < to; moment += 60_000) {
    const time = clock.format(new Date(moment));
    const isOpen = opens < closes ? time >= opens && time < closes : time >= opens || time < closes;
    waits ||= due.match(new Date(moment));
    if (!isOpen || !waits) continue;
    waits = false;
    if (moment > from) runs.push(moment);
  }
  return runs;
}
