import type { Registry } from "prom-client";
import { narrowestCode } from "../errors/failure.ts";
import type { HttpResponse } from "../rest/http-response.ts";
import type { WaitedLimit } from "../rest/rest-observer.ts";
import { routeOf } from "../rest/route.ts";
import { METRICS } from "./catalogue.ts";
import type { Meter } from "./meter.ts";
import { Counts, Sizes } from "./series.ts";
import type { UserMetric } from "./user-metric.ts";
import { UserSeries } from "./user-series.ts";

/** A limit that lets a request through may take this long all the same: it may have to ask Redis. */
const AT_ONCE = 25; /* ms */

/** Counts what it is told for Prometheus. */
export class PrometheusMeter implements Meter {
  /** By shard, the dispatches that it has got. */
  readonly received = new Map<number, number>();
  /** Requests to Discord that wait or are under way. */
  pending = 0;
  readonly #connections: Counts<typeof METRICS.gatewayConnections>;
  /** By shard and name, the same: nothing comes as often. */
  readonly #dispatches = new Map<number, Map<string, number>>();
  readonly #eventDuration: Sizes<typeof METRICS.eventDuration>;
  readonly #handlerDuration: Sizes<typeof METRICS.handlerDuration>;
  readonly #commands: Counts<typeof METRICS.commands>;
  readonly #errors: Counts<typeof METRICS.errors>;
  readonly #restDuration: Sizes<typeof METRICS.restDuration>;
  readonly #restResponses: Counts<typeof METRICS.restResponses>;
  readonly #restWait: Sizes<typeof METRICS.restWait>;
  readonly #own: UserSeries;

  constructor(registry: Registry) {
    this.#connections = new Counts(METRICS.gatewayConnections, registry);
    const events: Counts<typeof METRICS.gatewayEvents> = new Counts(
      METRICS.gatewayEvents,
      registry,
      (): void => events.replace(this.#eventCounts()),
    );
    this.#eventDuration = new Sizes(METRICS.eventDuration, registry);
    this.#handlerDuration = new Sizes(METRICS.handlerDuration, registry);
    this.#commands = new Counts(METRICS.commands, registry);
    this.#errors = new Counts(METRICS.errors, registry);
    this.#restDuration = new Sizes(METRICS.restDuration, registry);
    this.#restResponses = new Counts(METRICS.restResponses, registry);
    this.#restWait = new Sizes(METRICS.restWait, registry);
    this.#own = new UserSeries(registry);
  }

  dispatched(shardId: number, event: string): void {
    this.received.set(shardId, (this.received.get(shardId) ?? 0) + 1);
    let counts = this.#dispatches.get(shardId);
    if (counts === undefined) {
      counts = new Map();
      this.#dispatches.set(shardId, counts);
    }
    counts.set(event, (counts.get(event) ?? 0) + 1);
  }

  *#eventCounts(): Generator<readonly [{ shard: string; event: string }, number]> {
    for (const [shardId, counts] of this.#dispatches)
      for (const [event, count] of counts) yield [{ shard: String(shardId), event }, count];
  }

  connected(shardId: number, how: "identified" | "resumed"): void {
    this.#connections.add({ shard: String(shardId), how });
  }

  handling(event: string, since: number, work: Promise<void>): void {
    void work.then(() => this.#eventDuration.noteSince({ event }, since));
  }

  async handled(handler: string, run: () => Promise<void>): Promise<void> {
    const since = performance.now();
    try {
      await run();
    } finally {
      this.#handlerDuration.noteSince({ handler }, since);
    }
  }

  commandUsed(command: string): void {
    this.#commands.add({ command });
  }

  failed(error: unknown): void {
    this.#errors.add({ code: narrowestCode(error) });
  }

  async requested<T>(_method: string, _path: string, request: () => Promise<T>): Promise<T> {
    this.pending++;
    try {
      return await request();
    } finally {
      this.pending--;
    }
  }

  async sent(method: string, path: string, send: () => Promise<HttpResponse>): Promise<HttpResponse> {
    const since = performance.now();
    const route = routeOf(path);
    let status = "error";
    try {
      const response = await send();
      status = String(response.status);
      this.#restDuration.noteSince({ method, route }, since);
      return response;
    } finally {
      this.#restResponses.add({ method, route, status });
    }
  }

  limited(limit: WaitedLimit, milliseconds: number): void {
    this.#restWait.note({ limit }, Math.max(0, milliseconds) / 1_000);
  }

  async waited(limit: WaitedLimit, wait: () => Promise<void>): Promise<void> {
    const since = performance.now();
    await wait();
    const took = performance.now() - since;
    if (took > AT_ONCE) this.limited(limit, took);
  }

  noted(metric: UserMetric, value: number, labels: Readonly<Record<string, string>>): void {
    this.#own.note(metric, value, labels);
  }

  /** Has metrics of the bot's own be told of before there is any value. */
  declare(metrics: readonly UserMetric[]): void {
    for (const metric of metrics) this.#own.declare(metric);
  }
}
