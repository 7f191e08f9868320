import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { numberSetting, type SettingValue } from "../bot/settings.ts";
import { FurlowError, messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { isManaged } from "../manager/is-managed.ts";
import { askHealth } from "./ask-health.ts";
import type { CheckName } from "./checks.ts";
import type { Health, HealthPlan } from "./health.ts";
import { type HealthReport, HealthReports } from "./health-reports.ts";
import { healthOfProcess } from "./process-health.ts";
import { type Watchdog, watchdogOf } from "./watchdog.ts";

/** Where the state of a bot is told, and of what; the environment is taken first. */
export interface HealthSettings {
  /** HEALTH_PORT of the environment comes first. */
  readonly port?: SettingValue;
  /** The address to listen on, all of this host's when left out; HEALTH_HOST of the environment comes first. */
  readonly host?: string | undefined;
  readonly path?: string | undefined;
  /** All that the bot has when left out. */
  readonly checks?: readonly CheckName[];
  /** Milliseconds that the event loop may stand still before the process ends; 0 and false for as long as it likes. */
  readonly watchdog?: SettingValue | boolean;
}

const DEFAULTS = { port: 8_080, path: "/health" } as const;

/** Tells the state of the bot over HTTP; where a manager has started this process, over the manager's. */
export function healthServer(settings: HealthSettings = {}): HealthPlan {
  return {
    open: async (log) => {
      const reports = new HealthReports(settings.checks);
      const close = isManaged()
        ? healthOfProcess.answerBy(({ full }) => reports.ofProcess(full))
        : await listen(reports, settings, log);
      return withEnd(reports, close, watchdogOf(settings.watchdog, log));
    },
    ask: () => {
      const { port, host, path } = placeOf(settings);
      return askHealth(port, host, path);
    },
  };
}

/** Where the state is told: the environment beats the configuration. */
function placeOf(settings: HealthSettings) {
  return {
    port: numberSetting(process.env["HEALTH_PORT"] || settings.port, DEFAULTS.port),
    host: process.env["HEALTH_HOST"] || settings.host,
    path: settings.path || DEFAULTS.path,
  };
}

/** A bot of which only the environment says whether it tells its state. */
export function healthWhen(enabled: string | undefined, plan: HealthPlan): HealthPlan | undefined {
  return enabled === "true" ? plan : undefined;
}

/** What is done at the start may hold the loop, as bringing a database up to date does: it is watched from then on. */
function withEnd(reports: HealthReports, close: () => Promise<void>, watchdog: Watchdog | undefined): Health {
  return {
    watchBot(parts) {
      if (watchdog !== undefined) watchdog.describe = (error) => parts.bot.work.describe(error);
      reports.watchBot(parts);
    },
    watchManager(manager) {
      watchdog?.start();
      reports.watchManager(manager);
    },
    started() {
      watchdog?.start();
      reports.started();
    },
    close,
  };
}

async function listen(
  reports: HealthReports,
  settings: HealthSettings,
  log: Logger,
): Promise<() => Promise<void>> {
  const { port, host, path } = placeOf(settings);
  const server = createServer((request, response) => void answer(reports, path, request, response));
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new FurlowError("E4005", `the health checks cannot be served: ${messageOf(error)}`);
  }
  const address = server.address();
  const heard = typeof address === "object" && address !== null ? address.port : port;
  log.info({ port: heard, path }, "answering health checks");
  return async () => {
    server.close();
    server.closeAllConnections();
  };
}

/** What is told of a report under a path: whether it is good, and what is said of it. */
type Told = readonly [isGood: boolean, body: object];

async function answer(
  reports: HealthReports,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (request.method !== "GET" && request.method !== "HEAD") return end(response, 405, {});
  const told = await tell(reports, path, pathname);
  if (told === undefined) return end(response, 404, {});
  const [isGood, body] = told;
  end(response, isGood ? 200 : 503, body);
}

async function tell(reports: HealthReports, path: string, asked: string): Promise<Told | undefined> {
  switch (asked) {
    case path: {
      const { started: _started, ready: _ready, ...body } = await reports.report(true);
      return [body.status === "ok", body];
    }
    case "/live":
      return [true, { status: "ok", latency: await turnOfLoop() }];
    case "/ready": {
      const report = await reports.report(false);
      return [report.ready, short(report.ready, report)];
    }
    case "/startup": {
      const report = await reports.report(false);
      return [report.started, short(report.started, report)];
    }
    default:
      return undefined;
  }
}

function short(isGood: boolean, { reason }: HealthReport): object {
  return isGood ? { status: "ok" } : { status: "failing", reason };
}

/** Milliseconds that a turn of the event loop takes: who waits for one waits for all that is to be done before. */
async function turnOfLoop(): Promise<number> {
  const since = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 0));
  return Math.round(performance.now() - since);
}

function end(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(`${JSON.stringify(body)}\n`);
}
