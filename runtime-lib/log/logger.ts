import type pino from "pino";
import { Logging, type LogSettings } from "./logging.ts";
import type { OutputStatistics } from "./outputs/output.ts";

export type { LogSettings };

/** The bot's log. */
export type Logger = pino.Logger;

const STATISTICS = Symbol("statistics of a log");

/**
 * A log, without what else there is to say of it. It opens with its first line: to load what writes it takes a tenth of
 * the time that a bot needs to connect, and until then there is nothing to say.
 */
export function createLogger(settings: LogSettings = {}): Logger {
  return loggerOf(new Logging(settings));
}

/** The log that generated code and the runtime write to. */
export function loggerOf(logging: Logging): Logger {
  return new Proxy({} as Logger, {
    get(_target, key) {
      if (key === STATISTICS) return logging.statistics;
      const { pino } = logging;
      const value: unknown = Reflect.get(pino, key);
      return typeof value === "function" ? value.bind(pino) : value;
    },
  });
}

/** What is to be told of the outputs of a log; nothing before its first line. */
export function logStatistics(log: Logger): readonly OutputStatistics[] {
  return (Reflect.get(log, STATISTICS) as readonly OutputStatistics[] | undefined) ?? [];
}
