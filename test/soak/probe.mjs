// Loaded into a bot under test: writes a line of measurements to file descriptor 3 at a fixed pace.
import { writeSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

const PERIOD = Number(process.env.PROBE_PERIOD ?? 10_000); /* ms */
const NANOSECONDS = 1e6; /* in a millisecond */

const delay = monitorEventLoopDelay({ resolution: 10 /* ms */ });
delay.enable();

setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage();
  // The histogram holds whole waits: what exceeds its resolution is delay.
  const p99 = Math.max(0, delay.percentile(99) / NANOSECONDS - 10);
  delay.reset();
  writeSync(3, `${JSON.stringify({ rss, heapUsed, delay: p99 })}\n`);
}, PERIOD).unref();
