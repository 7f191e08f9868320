import type { OwnMetric } from "../../../2-check/metrics/own-metrics.ts";
import type { DeploymentModel } from "../model.ts";
import { LIMITS } from "./alerts.ts";
import type { Panel, Row } from "./panels.ts";
import { Queries } from "./queries.ts";
import { quantile, RATE, sumRate, topRates } from "./rates.ts";
import { processes, rest, state } from "./rows-of-resources.ts";

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
