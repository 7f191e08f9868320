/** A metric that a bot serves for Prometheus. */
export interface MetricDefinition {
  /** As Prometheus has it: a unit as suffix, `_total` for counters. */
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds of a histogram's buckets, in its unit. */
  readonly buckets?: readonly number[];
}

/** Of what is computed here and stored nearby: handlers, the database. */
const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const; /* s */
/** Of what goes over the internet, and may wait. */
const REMOTE = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60] as const; /* s */

/** All metrics of the runtime itself. Those of Node and of the process come from `prom-client`. */
export const METRICS = {
  buildInfo: {
    name: "furlow_build_info",
    type: "gauge",
    help: "1 for the bot that runs: its name, its build, and the version of Node.",
    labels: ["bot", "build", "node"],
  },
  shardStatus: {
    name: "furlow_shard_status",
    type: "gauge",
    help: "1 for what a shard of this process does: starting, connected, reconnecting or silent; 0 for the others.",
    labels: ["shard", "status"],
  },
  gatewayLatency: {
    name: "furlow_gateway_latency_seconds",
    type: "gauge",
    help: "Round trip of a shard's last heartbeat.",
    labels: ["shard"],
  },
  gatewayConnections: {
    name: "furlow_gateway_connections_total",
    type: "counter",
    help: "Sessions that a shard began (identified) or went on with (resumed).",
    labels: ["shard", "how"],
  },
  gatewayEvents: {
    name: "furlow_gateway_events_total",
    type: "counter",
    help: "Dispatches received, by their name.",
    labels: ["shard", "event"],
  },
  shardLoad: {
    name: "furlow_shard_load",
    type: "gauge",
    help: "What a shard takes of its process's event loop, 0 to 1: the loop's use, shared out by events received.",
    labels: ["shard"],
  },
  shardGuilds: {
    name: "furlow_shard_guilds",
    type: "gauge",
    help: "Guilds of a shard, where the bot keeps guilds.",
    labels: ["shard"],
  },
  eventDuration: {
    name: "furlow_event_duration_seconds",
    type: "histogram",
    help: "Time from a dispatch to the end of its last handler, of dispatches that any handler runs on.",
    labels: ["event"],
    buckets: QUICK,
  },
  handlerDuration: {
    name: "furlow_handler_duration_seconds",
    type: "histogram",
    help: "Time that a run of a handler takes.",
    labels: ["handler"],
    buckets: QUICK,
  },
  handlerInfo: {
    name: "furlow_handler_info",
    type: "gauge",
    help: "1 for each handler: the line of the document that it stands in.",
    labels: ["handler", "source"],
  },
  commands: {
    name: "furlow_commands_total",
    type: "counter",
    help: "Commands used, by name.",
    labels: ["command"],
  },
  errors: {
    name: "furlow_errors_total",
    type: "counter",
    help: "Runs of handlers that failed, by the error's code.",
    labels: ["code"],
  },
  restDuration: {
    name: "furlow_rest_request_duration_seconds",
    type: "histogram",
    help: "Time from a request to Discord to its answer, without waiting for limits.",
    labels: ["method", "route"],
    buckets: REMOTE,
  },
  restResponses: {
    name: "furlow_rest_responses_total",
    type: "counter",
    help: "Answers of Discord, by status; error where none came.",
    labels: ["method", "route", "status"],
  },
  restWait: {
    name: "furlow_rest_rate_limit_wait_seconds",
    type: "histogram",
    help: "Time that requests waited for a rate limit, of those that did: of a route, or of the whole bot.",
    labels: ["limit"],
    buckets: REMOTE,
  },
  invalidRequests: {
    name: "furlow_rest_invalid_requests",
    type: "gauge",
    help: "Requests answered with 401, 403 or 429 in the current ten minutes. At 10,000 Discord blocks the address.",
    labels: [],
  },
  sessionStarts: {
    name: "furlow_gateway_session_starts_remaining",
    type: "gauge",
    help: "Sessions that Discord lets the bot begin until the day's limit is reset, as last told.",
    labels: [],
  },
  stateDuration: {
    name: "furlow_state_operation_duration_seconds",
    type: "histogram",
    help: "Time that an operation on state variables or tables takes.",
    labels: ["backend", "operation"],
    buckets: QUICK,
  },
  stateErrors: {
    name: "furlow_state_errors_total",
    type: "counter",
    help: "Operations on state variables or tables that failed.",
    labels: ["backend", "operation"],
  },
  responseCache: {
    name: "furlow_response_cache_lookups_total",
    type: "counter",
    help: "Lookups in the cache of what was read and computed, by result: hit or miss.",
    labels: ["result"],
  },
  cacheEntries: {
    name: "furlow_cache_entries",
    type: "gauge",
    help: "Entries of a cache of what the gateway sends.",
    labels: ["shard", "cache"],
  },
  cacheBytes: {
    name: "furlow_cache_bytes",
    type: "gauge",
    help: "Memory that a cache of what the gateway sends takes, estimated from a sample of its entries.",
    labels: ["shard", "cache"],
  },
  queueDepth: {
    name: "furlow_queue_depth",
    type: "gauge",
    help: "What waits or is under way: handlers that run, requests to Discord, lines of log outputs.",
    labels: ["queue"],
  },
  logDropped: {
    name: "furlow_log_lines_dropped_total",
    type: "counter",
    help: "Lines that an output of the log could not take in time and its buffer could not hold.",
    labels: ["output"],
  },
  managerUnanswered: {
    name: "furlow_manager_unanswered_total",
    type: "counter",
    help: "Times that a process of the manager did not tell its metrics in time: then what it has is missing.",
    labels: ["process"],
  },
} as const satisfies Record<string, MetricDefinition>;

/** Values that a label takes before all further ones are counted as `other`. */
export const LABEL_VALUES = 200;
