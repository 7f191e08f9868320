import type { OwnMetric } from "../../../2-check/metrics/own-metrics.ts";
import type { DeploymentModel } from "../model.ts";
import { LIMITS } from "./alerts.ts";
import { bytesOf } from "./bytes.ts";
import type { Panel, Row } from "./panels.ts";
import { type MetricKey, Queries } from "./queries.ts";

/** The window of rates: Grafana makes it fit to how often Prometheus asks. */
const RATE = "[$__rate_interval]";

/** What someone who looks at a bot for the first time wants to see first, row by row. */
export function rowsOf(model: DeploymentModel): Row[] {
  const q = new Queries(model);
  return [
    { title: "Overview", panels: overview(q) },
    { title: "Gateway", panels: gateway(q) },
    { title: "Handlers", panels: handlers(q) },
    { title: "Commands", panels: commands(q) },
    { title: "REST", panels: rest(q) },
    { title: "State", panels: state(q) },
    { title: "Process", panels: processes(q, model) },
    ...(model.ownMetrics.length === 0
      ? []
      : [{ title: "The bot's own", panels: model.ownMetrics.map((metric) => ownPanel(q, metric)) }]),
  ];
}

/** What the document counts or records. */
function ownPanel(q: Queries, { name, type, labels, description }: OwnMetric): Panel {
  const by = (...more: readonly string[]) => ` by (${[...more, ...labels].join(", ")})`;
  const queries = {
    counter: `sum${by()} (rate(${q.named(name)}${RATE}))`,
    gauge: `max${by()} (${q.named(name)})`,
    histogram: `histogram_quantile(0.95, sum${by("le")} (rate(${q.named(`${name}_bucket`)}${RATE})))`,
  };
  const legend = labels.length === 0 ? name : labels.map((label) => `{{${label}}}`).join(" ");
  return {
    title: type === "histogram" ? `${name}, 95 %` : name,
    unit: type === "counter" ? "reqps" : "short",
    ...(description !== undefined && { description }),
    queries: [{ query: queries[type], legend }],
  };
}

function overview(q: Queries): Panel[] {
  const connected = q.of("shardStatus", 'status="connected"');
  return [
    {
      title: "Shards connected",
      kind: "stat",
      unit: "none",
      queries: [{ query: `sum(max by (shard) (${connected}))`, legend: "shards" }],
    },
    {
      title: "Errors a minute",
      kind: "stat",
      unit: "none",
      queries: [{ query: `60 * (${sumRate(q, "errors")} or vector(0))`, legend: "errors" }],
    },
    {
      title: "Guilds",
      kind: "stat",
      unit: "short",
      description: "Where the bot keeps guilds.",
      queries: [{ query: `sum(max by (shard) (${q.of("shardGuilds")})) or vector(0)`, legend: "guilds" }],
    },
    {
      title: "Running",
      kind: "table",
      unit: "none",
      description: "Which build of the bot each process runs.",
      queries: [{ query: q.of("buildInfo"), legend: "" }],
    },
  ];
}

function gateway(q: Queries): Panel[] {
  return [
    {
      title: "Gateway latency",
      unit: "s",
      description: "Round trip of the last heartbeat.",
      limit: LIMITS.latency,
      queries: [{ query: `max by (shard) (${q.of("gatewayLatency")})`, legend: "shard {{shard}}" }],
    },
    {
      title: "Shards by status",
      unit: "none",
      queries: [{ query: `sum by (status) (${q.of("shardStatus")})`, legend: "{{status}}" }],
    },
    {
      title: "Events received",
      unit: "reqps",
      queries: [{ query: topRates(q, "gatewayEvents", "event"), legend: "{{event}}" }],
    },
    {
      title: "Connections in an hour",
      unit: "none",
      description: "Resumed sessions lose nothing; identified ones begin anew.",
      queries: [{ query: `sum by (how) (increase(${q.of("gatewayConnections")}[1h]))`, legend: "{{how}}" }],
    },
    {
      title: "Load of shards",
      unit: "percentunit",
      description: "Share of an event loop that a shard takes.",
      queries: [{ query: `max by (shard) (${q.of("shardLoad")})`, legend: "shard {{shard}}" }],
    },
    {
      title: "Session starts left",
      unit: "none",
      description: "Of those that Discord allows a day.",
      queries: [{ query: `min(${q.of("sessionStarts")})`, legend: "left" }],
    },
  ];
}

function handlers(q: Queries): Panel[] {
  return [
    {
      title: "Event processing time, 95 %",
      unit: "s",
      queries: [{ query: quantile(q, "eventDuration", "event"), legend: "{{event}}" }],
    },
    {
      title: "Handlers, 95 %",
      unit: "s",
      limit: LIMITS.slow,
      queries: [{ query: quantile(q, "handlerDuration", "handler"), legend: "{{handler}}" }],
    },
    {
      title: "Runs of handlers",
      unit: "reqps",
      queries: [
        {
          query: `topk(10, sum by (handler) (rate(${q.part("handlerDuration", "count")}${RATE})))`,
          legend: "{{handler}}",
        },
      ],
    },
    {
      title: "Errors",
      unit: "reqps",
      queries: [{ query: `sum by (code) (rate(${q.of("errors")}${RATE}))`, legend: "{{code}}" }],
    },
    {
      title: "Where handlers stand",
      kind: "table",
      unit: "none",
      queries: [{ query: `max by (handler, source) (${q.of("handlerInfo")})`, legend: "" }],
    },
    {
      title: "Queues",
      unit: "none",
      queries: [{ query: `sum by (queue) (${q.of("queueDepth")})`, legend: "{{queue}}" }],
    },
  ];
}

function commands(q: Queries): Panel[] {
  return [
    {
      title: "Command usage",
      unit: "reqps",
      queries: [{ query: topRates(q, "commands", "command"), legend: "{{command}}" }],
    },
    {
      title: "Most used in a day",
      kind: "table",
      unit: "none",
      queries: [{ query: `topk(20, sum by (command) (increase(${q.of("commands")}[1d])))`, legend: "" }],
    },
    {
      title: "Answers that came too late",
      unit: "none",
      queries: [
        {
          query: `sum(increase(${q.of("restResponses", 'route=~".*/callback"', 'status="404"')}[10m])) or vector(0)`,
          legend: "in ten minutes",
        },
      ],
    },
  ];
}

function rest(q: Queries): Panel[] {
  return [
    {
      title: "Requests, 95 %",
      unit: "s",
      queries: [{ query: quantile(q, "restDuration", "route"), legend: "{{route}}" }],
    },
    {
      title: "Responses by status",
      unit: "reqps",
      queries: [{ query: `sum by (status) (rate(${q.of("restResponses")}${RATE}))`, legend: "{{status}}" }],
    },
    {
      title: "Requests that wait for a limit",
      unit: "none",
      limit: LIMITS.waiting,
      queries: [
        {
          query: `sum by (limit) (rate(${q.part("restWait", "sum")}${RATE})) or vector(0)`,
          legend: "{{limit}}",
        },
      ],
    },
    {
      title: "Refused requests in ten minutes",
      unit: "none",
      description: "Discord blocks an address at 10,000.",
      limit: LIMITS.invalid,
      queries: [{ query: `max(${q.of("invalidRequests")})`, legend: "refused" }],
    },
  ];
}

function state(q: Queries): Panel[] {
  const operations = q.part("stateDuration", "count");
  return [
    {
      title: "Operations, 95 %",
      unit: "s",
      limit: LIMITS.state,
      queries: [{ query: quantile(q, "stateDuration", "operation"), legend: "{{operation}}" }],
    },
    {
      title: "Operations",
      unit: "reqps",
      queries: [
        {
          query: `sum by (backend, operation) (rate(${operations}${RATE}))`,
          legend: "{{backend}} {{operation}}",
        },
      ],
    },
    {
      title: "Failures",
      unit: "reqps",
      queries: [{ query: `${sumRate(q, "stateErrors")} or vector(0)`, legend: "failures" }],
    },
    {
      title: "Lookups in the response cache",
      unit: "reqps",
      queries: [
        {
          query: `sum by (result) (rate(${q.of("responseCache")}${RATE})) or vector(0)`,
          legend: "{{result}}",
        },
      ],
    },
    {
      title: "Cached entries",
      unit: "short",
      queries: [{ query: `sum by (cache) (${q.of("cacheEntries")}) or vector(0)`, legend: "{{cache}}" }],
    },
  ];
}

function processes(q: Queries, { resources }: DeploymentModel): Panel[] {
  const each = "max by (instance, process)";
  const legend = "{{instance}} {{process}}";
  return [
    {
      title: "Memory",
      unit: "bytes",
      limit: bytesOf(resources.limits.memory),
      queries: [{ query: `${each} (${q.named("process_resident_memory_bytes")})`, legend }],
    },
    {
      title: "Memory of shards",
      unit: "bytes",
      description: "What their caches take, estimated.",
      queries: [{ query: `sum by (shard) (${q.of("cacheBytes")}) or vector(0)`, legend: "shard {{shard}}" }],
    },
    {
      title: "Processors",
      unit: "none",
      description: "1 is one processor in use all the time.",
      queries: [{ query: `${each} (rate(${q.named("process_cpu_seconds_total")}${RATE}))`, legend }],
    },
    {
      title: "Event loop, 99 %",
      unit: "s",
      limit: LIMITS.lag,
      queries: [{ query: `${each} (${q.named("nodejs_eventloop_lag_p99_seconds")})`, legend }],
    },
    {
      title: "Heap",
      unit: "bytes",
      queries: [{ query: `${each} (${q.named("nodejs_heap_size_used_bytes")})`, legend }],
    },
    {
      title: "Processes that told nothing",
      unit: "none",
      description: "Times that a process did not answer its manager: what it has is missing then.",
      queries: [
        {
          query: `sum by (process) (increase(${q.of("managerUnanswered")}[10m])) or vector(0)`,
          legend: "process {{process}}",
        },
      ],
    },
    {
      title: "Lines of the log that were lost",
      unit: "none",
      queries: [
        {
          query: `sum by (output) (increase(${q.of("logDropped")}[10m])) or vector(0)`,
          legend: "{{output}}",
        },
      ],
    },
  ];
}

function sumRate(q: Queries, key: MetricKey): string {
  return `sum(rate(${q.of(key)}${RATE}))`;
}

function topRates(q: Queries, key: MetricKey, label: string): string {
  return `topk(10, sum by (${label}) (rate(${q.of(key)}${RATE})))`;
}

function quantile(q: Queries, key: MetricKey, label: string): string {
  return `histogram_quantile(0.95, sum by (le, ${label}) (rate(${q.part(key, "bucket")}${RATE})))`;
}
