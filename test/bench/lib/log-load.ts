/**
 * Logs 10,000 lines a second to standard output for a while, with pino alone or with all outputs, and tells its parent
 * what that took: milliseconds of processor time a second.
 */
import { rmSync } from "node:fs";
import pino from "pino";
import { loggerOf } from "../../../runtime-lib/log/logger.ts";
import { Logging } from "../../../runtime-lib/log/logging.ts";
import { consoleOutput } from "../../../runtime-lib/log/outputs/console-output.ts";
import { fileOutput } from "../../../runtime-lib/log/outputs/file-output.ts";
import { lokiOutput } from "../../../runtime-lib/log/outputs/loki-output.ts";

const { LOG_MODE: mode, LOG_FILE: path = "", LOG_SECONDS: seconds = "8" } = process.env;
const LINES = 10_000;
const TICK = 10; /* ms */
const WARM_UP = 2_000; /* ms */

const logging = new Logging({
  format: "json",
  outputs: [consoleOutput(), fileOutput({ path }), lokiOutput()],
});
const log =
  mode === "plain"
    ? pino(
        {
          base: null,
          timestamp: pino.stdTimeFunctions.isoTime,
          formatters: { level: (label) => ({ level: label }) },
        },
        pino.destination({ fd: 1, sync: true }),
      )
    : loggerOf(logging);

const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

// Everything is loaded, and Loki is connected.
log.info("begins");
await pause(WARM_UP);

let written = 0;
const begun = performance.now();
const timer = setInterval(() => {
  const due = ((performance.now() - begun) / 1_000) * LINES;
  for (; written < due; written++)
    log.info(
      { event: `0-5f3a9c-${written}`, handler: "/leaderboard", guild: "1100000000000000000" },
      "a member has used the command",
    );
}, TICK);

await pause(WARM_UP);
const [cpu, since] = [process.cpuUsage(), performance.now()];
const first = written;
await pause(Number(seconds) * 1_000);
const { user, system } = process.cpuUsage(cpu);
const passed = (performance.now() - since) / 1_000;
clearInterval(timer);
const result = {
  cpu: (user + system) / 1_000 / passed,
  lines: (written - first) / passed,
  statistics: logging.statistics,
};
if (mode !== "plain") await logging.close();
process.send!(result, () => {
  rmSync(path, { force: true });
  process.exit(0);
});
