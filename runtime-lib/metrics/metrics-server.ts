import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Registry from "prom-client/lib/registry.js";
import { numberSetting, type SettingValue } from "../bot/settings.ts";
import { FurlowError, messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { isManaged } from "../manager/is-managed.ts";
import { type Described, MeasuredBot } from "./measured-bot.ts";
import type { Metrics, MetricsPlan } from "./meter.ts";
import { metricsOfProcess } from "./process-metrics.ts";

/** Where a bot's metrics are told, and of what; the environment is taken first. */
export interface MetricsSettings extends Described {
  /** METRICS_PORT of the environment comes first. */
  readonly port?: SettingValue;
  /** The address to listen on, all of this host's when left out; METRICS_HOST of the environment comes first. */
  readonly host?: string | undefined;
  readonly path?: string | undefined;
}

const DEFAULTS = { port: 9_090, path: "/metrics" } as const;

/** Tells Prometheus what the bot does; where a manager has started this process, over the manager's port. */
export function metricsServer(settings: MetricsSettings = {}): MetricsPlan {
  return {
    async open(log, name = "bot", handlers) {
      const measured = new MeasuredBot(settings, log, name, handlers);
      const close = isManaged()
        ? metricsOfProcess.answerBy(() => measured.json())
        : await listen(measured, settings, log);
      return withEnd(measured, close);
    },
  };
}

/** A bot of which only the environment says whether it tells Prometheus anything. */
export function metricsWhen(enabled: string | undefined, plan: MetricsPlan): MetricsPlan | undefined {
  return enabled === "true" ? plan : undefined;
}

function withEnd(measured: MeasuredBot, close: () => Promise<void>): Metrics {
  return {
    meter: measured.meter,
    ofStore: (store) => measured.ofStore(store),
    ofDatabase: (database) => measured.ofDatabase(database),
    watchBot: (parts) => measured.watchBot(parts),
    watchManager: (manager) => measured.watchManager(manager),
    started: () => measured.started(),
    close,
  };
}

async function listen(
  measured: MeasuredBot,
  settings: MetricsSettings,
  log: Logger,
): Promise<() => Promise<void>> {
  const { env } = process;
  const port = numberSetting(env["METRICS_PORT"] || settings.port, DEFAULTS.port);
  const host = env["METRICS_HOST"] || settings.host;
  const path = settings.path || DEFAULTS.path;
  const server = createServer((request, response) => void answer(measured, path, log, request, response));
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new FurlowError("E4005", `the metrics cannot be served: ${messageOf(error)}`);
  }
  const address = server.address();
  const heard = typeof address === "object" && address !== null ? address.port : port;
  log.info({ port: heard, path }, "serving metrics");
  return async () => {
    server.close();
    server.closeAllConnections();
  };
}

async function answer(
  measured: MeasuredBot,
  path: string,
  log: Logger,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (request.method !== "GET" && request.method !== "HEAD") return end(response, 405);
  if (pathname !== path) return end(response, 404, `the metrics are under ${path}\n`);
  try {
    const text = await measured.text();
    if (text === undefined) end(response, 503, "the bot is starting\n");
    else end(response, 200, text, Registry.PROMETHEUS_CONTENT_TYPE);
  } catch (error) {
    log.error({ reason: messageOf(error) }, "the metrics could not be told");
    end(response, 500);
  }
}

function end(response: ServerResponse, status: number, body = "", type = "text/plain; charset=utf-8"): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}
