import type { DeploymentModel } from "../model.ts";
import { bytesOf } from "./bytes.ts";
import { Queries } from "./queries.ts";

/** When someone is told that a bot does not do what it should. */
export interface Alert {
  /** Also the name of its runbook. */
  readonly name: string;
  /** PromQL: what it finds is what is wrong. */
  readonly query: string;
  /** How long it has to be so, as Prometheus writes it. */
  readonly for: string;
  /** `critical` is for now, `warning` for the next working day. */
  readonly severity: "critical" | "warning";
  readonly summary: string;
  /** What it means for users, with the measured value in Prometheus' templates. */
  readonly description: string;
}

/** From where on something is wrong. */
export const LIMITS = {
  /** A heartbeat's round trip. */
  latency: 1 /* s */,
  /** Connections of one shard in an hour. */
  connections: 10,
  /** Of the runs of handlers. */
  failing: 0.05,
  /** What one in twenty runs of a handler takes longer than. */
  slow: 2.5 /* s */,
  /** Answers in ten minutes that came too late for Discord. */
  late: 3,
  /** Requests that wait for a limit at any time. */
  waiting: 5,
  /** Of the 10,000 in ten minutes at which Discord blocks an address. */
  invalid: 5_000,
  sessionStarts: 100,
  /** What one in twenty operations on state takes longer than. */
  state: 0.5 /* s */,
  /** Of the operations on state. */
  stateFailing: 0.01,
  /** How late the event loop comes to what is due. */
  lag: 0.5 /* s */,
  /** Of the memory that a process may use. */
  memory: 0.9,
} as const;

/** All alerts of a bot that serves metrics. */
export function alertsOf(model: DeploymentModel): Alert[] {
  const q = new Queries(model);
  return [...ofGateway(q), ...ofHandlers(q), ...ofRest(q), ...ofState(q), ...ofProcess(q, model)];
}

/** Per cent of the value that was found. */
const PER_CENT = "{{ $value | humanizePercentage }}";
const SECONDS = "{{ $value | humanizeDuration }}";

function ofGateway(q: Queries): Alert[] {
  const connected = (range = "") => `${q.of("shardStatus", 'status="connected"')}${range}`;
  return [
    {
      name: "FurlowBotDown",
      query: `absent(${q.named("up")} == 1)`,
      for: "2m",
      severity: "critical",
      summary: "No process of the bot answers.",
      description:
        "Prometheus reaches no process of the bot: it is offline, or its metrics are out of reach.",
    },
    {
      name: "FurlowShardDown",
      query: [
        `max by (shard) (max_over_time(${connected("[1h]")})) == 1`,
        `unless on (shard) max by (shard) (${connected()}) == 1`,
      ].join(" "),
      for: "3m",
      severity: "critical",
      summary: "Shard {{ $labels.shard }} is not connected.",
      description:
        "For three minutes no process has had this shard connected: its guilds see the bot do nothing.",
    },
    {
      name: "FurlowGatewayLatencyHigh",
      query: `max by (shard) (${q.of("gatewayLatency")}) > ${LIMITS.latency}`,
      for: "10m",
      severity: "warning",
      summary: "Heartbeats of shard {{ $labels.shard }} are slow.",
      description: `A heartbeat takes ${SECONDS} to Discord and back: answers come late by as much.`,
    },
    {
      name: "FurlowReconnectsOften",
      query: `sum by (shard) (increase(${q.of("gatewayConnections")}[1h])) > ${LIMITS.connections}`,
      for: "5m",
      severity: "warning",
      summary: "Shard {{ $labels.shard }} connects again and again.",
      description:
        "It has connected {{ $value | humanize }} times in an hour; each time events wait or are lost.",
    },
    {
      name: "FurlowSessionStartsLow",
      query: `min(${q.of("sessionStarts")}) < ${LIMITS.sessionStarts}`,
      for: "1m",
      severity: "critical",
      summary: "Few sessions may be started until the limit is reset.",
      description:
        "Discord lets the bot begin {{ $value }} more sessions; without any a shard that ends stays offline.",
    },
  ];
}

function ofHandlers(q: Queries): Alert[] {
  const runs = q.part("handlerDuration", "count");
  const buckets = q.part("handlerDuration", "bucket");
  return [
    {
      name: "FurlowHandlersFailing",
      query: `sum(rate(${q.of("errors")}[5m])) / sum(rate(${runs}[5m])) > ${LIMITS.failing}`,
      for: "5m",
      severity: "critical",
      summary: "Handlers fail.",
      description: `${PER_CENT} of all runs of handlers end with an error.`,
    },
    {
      name: "FurlowHandlersSlow",
      query: `histogram_quantile(0.95, sum by (le, handler) (rate(${buckets}[10m]))) > ${LIMITS.slow}`,
      for: "10m",
      severity: "warning",
      summary: "{{ $labels.handler }} is slow.",
      description: `One in twenty runs takes longer than ${SECONDS}; Discord waits for an answer for 3 s.`,
    },
  ];
}

function ofRest(q: Queries): Alert[] {
  const late = q.of("restResponses", 'route=~".*/callback"', 'status="404"');
  return [
    {
      name: "FurlowInteractionsLate",
      query: `sum(increase(${late}[10m])) > ${LIMITS.late}`,
      for: "1m",
      severity: "critical",
      summary: "Answers to commands come too late.",
      description:
        "In ten minutes {{ $value | humanize }} answers were refused: users saw that the bot does not respond.",
    },
    {
      name: "FurlowRateLimited",
      query: `sum(rate(${q.part("restWait", "sum")}[5m])) > ${LIMITS.waiting}`,
      for: "10m",
      severity: "warning",
      summary: "Requests wait for rate limits.",
      description: "At any time {{ $value | humanize }} requests wait until Discord takes more.",
    },
    {
      name: "FurlowInvalidRequestsHigh",
      query: `max(${q.of("invalidRequests")}) > ${LIMITS.invalid}`,
      for: "1m",
      severity: "critical",
      summary: "Discord is about to block the address of the bot.",
      description:
        "{{ $value }} requests were refused in ten minutes; at 10,000 nothing gets through for an hour.",
    },
  ];
}

function ofState(q: Queries): Alert[] {
  const all = q.part("stateDuration", "count");
  const buckets = q.part("stateDuration", "bucket");
  return [
    {
      name: "FurlowStateSlow",
      query: `histogram_quantile(0.95, sum by (le, backend) (rate(${buckets}[10m]))) > ${LIMITS.state}`,
      for: "10m",
      severity: "warning",
      summary: "State in {{ $labels.backend }} is slow.",
      description: `One in twenty operations takes longer than ${SECONDS}.`,
    },
    {
      name: "FurlowStateFailing",
      query: `sum by (backend) (rate(${q.of("stateErrors")}[5m])) / sum by (backend) (rate(${all}[5m])) > ${LIMITS.stateFailing}`,
      for: "5m",
      severity: "critical",
      summary: "State in {{ $labels.backend }} cannot be read or written.",
      description: `${PER_CENT} of all operations fail.`,
    },
  ];
}

function ofProcess(q: Queries, { resources }: DeploymentModel): Alert[] {
  const memory = bytesOf(resources.limits.memory);
  return [
    {
      name: "FurlowEventLoopBlocked",
      query: `max by (instance, process) (${q.named("nodejs_eventloop_lag_p99_seconds")}) > ${LIMITS.lag}`,
      for: "5m",
      severity: "warning",
      summary: "The event loop of {{ $labels.instance }} is blocked.",
      description: `What is due runs up to ${SECONDS} late: something computes for long, or the processor is too slow.`,
    },
    {
      name: "FurlowMemoryHigh",
      query: `max by (instance, process) (${q.named("process_resident_memory_bytes")}) > ${Math.round(LIMITS.memory * memory)}`,
      for: "10m",
      severity: "warning",
      summary: "{{ $labels.instance }} has almost no memory left.",
      description: `It uses {{ $value | humanize1024 }}B of ${resources.limits.memory}; above that it is killed.`,
    },
    {
      name: "FurlowLogLinesDropped",
      query: `sum by (output) (increase(${q.of("logDropped")}[10m])) > 0`,
      for: "1m",
      severity: "warning",
      summary: "Lines of the log are lost.",
      description:
        "The output {{ $labels.output }} did not take {{ $value | humanize }} lines in ten minutes.",
    },
  ];
}
