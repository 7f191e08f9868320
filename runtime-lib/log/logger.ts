import { Writable } from "node:stream";
import pino from "pino";

/** The bot's log. */
export type Logger = pino.Logger;

export interface LogSettings {
  /** The least that is written: trace, debug, info, warn, error, fatal or silent. */
  readonly level?: string | undefined;
  /** `json` lines, or `pretty` for people; by default pretty on a terminal. */
  readonly format?: string | undefined;
}

/** Values that never belong in a log. */
const REDACTED = ["token", "*.token", "authorization", "*.authorization"];

/**
 * The log on standard output; what was logged is written when a call returns. It opens with its first line: to load
 * what writes it takes a tenth of the time that a bot needs to connect, and until then there is nothing to say.
 */
export function createLogger(settings: LogSettings = {}): Logger {
  let logger: Logger | undefined;
  return new Proxy({} as Logger, {
    get(_target, key) {
      logger ??= openLogger(settings);
      const value: unknown = Reflect.get(logger, key);
      return typeof value === "function" ? value.bind(logger) : value;
    },
  });
}

function openLogger(settings: LogSettings): Logger {
  const level = process.env["LOG_LEVEL"] ?? settings.level ?? "info";
  const format = settings.format ?? (process.stdout.isTTY ? "pretty" : "json");
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED, censor: "[redacted]" },
  };
  return format === "pretty"
    ? pino(options, prettyStream())
    : pino(options, pino.destination({ fd: 1, sync: true }));
}

const COLORS: Readonly<Record<string, string>> = {
  debug: "\u001b[90m",
  info: "\u001b[36m",
  warn: "\u001b[33m",
  error: "\u001b[31m",
};

/** `12:30:01 info  message {"more": …}`, a stack on lines of its own. */
function prettyStream(): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      const { level, time, msg, stack, ...rest } = JSON.parse(String(chunk)) as Record<string, unknown>;
      const color = process.stdout.isTTY ? (COLORS[String(level)] ?? "") : "";
      const more = Object.keys(rest).length === 0 ? "" : ` ${JSON.stringify(rest)}`;
      const clock = String(time).slice(11, 19);
      const trace = stack === undefined ? "" : `\n${String(stack)}`;
      process.stdout.write(
        `${clock} ${color}${String(level).padEnd(5)}${color && "\u001b[0m"} ${msg}${more}${trace}\n`,
      );
      done();
    },
  });
}
