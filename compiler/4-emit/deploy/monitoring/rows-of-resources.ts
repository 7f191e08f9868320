import type { DeploymentModel } from "../model.ts";
import { LIMITS } from "./alerts.ts";
import { bytesOf } from "./bytes.ts";
import type { Panel } from "./panels.ts";
import type { Queries } from "./queries.ts";
import { quantile, RATE, sumRate } from "./rates.ts";

export function rest(q: Queries): Panel[] {
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

export function state(q: Queries): Panel[] {
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

export function processes(q: Queries, { resources }: DeploymentModel): Panel[] {
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
