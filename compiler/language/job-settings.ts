import { cronPattern, timezone } from "./fields/cron.ts";
import { fixedDuration, flag } from "./fields/settings.ts";
import { timeWindow } from "./fields/time-window.ts";

/** When a job of the scheduler runs (spec.md §18). */
export const jobSettings = {
  cron: cronPattern("The times at which it runs.", { required: true }),
  timezone: timezone(
    "The time zone of `cron` and `window`, by its IANA name; that of the section by default.",
  ),
  window: timeWindow(
    "Hours of the day in which it may run: what is due outside of them waits until they begin.",
  ),
  enabled: flag("Whether it runs at all; true by default."),
  timeout: fixedDuration("How long it may take, waits excluded; 30s by default."),
};
