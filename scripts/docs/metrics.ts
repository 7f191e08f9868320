import { LABEL_VALUES, METRICS, type MetricDefinition } from "../../runtime-lib/metrics/catalogue.ts";
import { cell, code, type Page } from "./page.ts";

const INTRODUCTION = `# Metrics

With \`analytics.prometheus.enabled\` a bot tells Prometheus what it does, under \`http://…:9090/metrics\`:

\`\`\`yaml
analytics:
  prometheus:
    enabled: true
    port: 9090
    labels:
      environment: production
\`\`\`

\`METRICS_PORT\` and \`METRICS_HOST\` of the environment come first. Before the bot knows all labels it answers 503: it is
starting. A bot without metrics carries nothing of them in its bundle.

- **Handlers** are called as in the log, but for what a user sends: \`/greet\`, \`/admin users ban\`, \`button confirm:*\`,
  the name of a job, \`errors.handlers.E5005\`. Those of events have the event's name in the document, \`message_create\`,
  and further ones of the same event are \`message_create #2\` and so on. \`furlow_handler_info\` has the line of the
  document for each, to join by \`* on (handler) group_left (source)\`. A flow counts with the handler that calls it.
- **Labels** take ${LABEL_VALUES} values each; all further ones count as \`other\`. So no text of a user's fills the memory, neither
  the bot's nor that of Prometheus.
- **Labels of all metrics** (\`analytics.prometheus.labels\`) are templates that are evaluated once, at start. What reads
  \`client.shard.ids\` or \`shard.id\` is left out, with a warning, where the process does not run exactly one shard for as
  long as it lives: with leases that is never certain. Metrics of shards have the label \`shard\` in any case.
- **Under a manager** (\`sharding.processes\`) one port tells of all processes. Counts are added up; what a process has of its
  own, such as its memory or a gauge of the document, has the label \`process\`: the number of the process, or \`manager\`.
  A process that does not answer within two seconds is left out, and counted.
- **Rate limits**: a request that waits behind another one which waits for the limit is not counted again.`;

const OWN = `## Metrics of the bot's own

\`counter_increment\` and \`record_metric\` count and note whatever a document wants to have measured:

\`\`\`yaml
analytics:
  counters:
    greetings: { description: People who were greeted. }
commands:
  - name: greet
    description: Says hello
    actions:
      - counter_increment: { name: greetings, labels: { kind: formal } }
      - record_metric: { name: queue_length, type: gauge, value: 12 }
      - reply: Hello!
\`\`\`

Names and labels are declared when the bot is built, so they are written out; values, also those of labels, may be
templates. Prometheus has them under the same names, with \`_\` for what it does not take, and \`_total\` behind those of
counters. \`counter_increment\` gives what the counter has come to in this process, also where nothing is served.`;

/** All metrics that a bot has, and how to have more. */
export function metricsPage(): Page {
  const rows = (Object.values(METRICS) as MetricDefinition[]).map(({ name, type, labels, help, buckets }) => {
    const bounds = buckets === undefined ? "" : ` Buckets: ${buckets.join(", ")}.`;
    return `| ${code(name)} | ${type} | ${labels.map(code).join(", ")} | ${cell(help)}${bounds} |`;
  });
  return {
    path: "metrics.md",
    lines: [
      ...INTRODUCTION.split("\n"),
      "",
      "## Metrics of every bot",
      "",
      "| Name | Type | Labels | |",
      "| --- | --- | --- | --- |",
      ...rows,
      "",
      "Beside these there are those of `prom-client` on the process (`process_cpu_seconds_total`,",
      "`process_resident_memory_bytes`, `process_open_fds` and the like) and on Node (`nodejs_eventloop_lag_seconds` with its",
      "quantiles, `nodejs_heap_size_used_bytes`, `nodejs_gc_duration_seconds`), but for those that `promtool check metrics`",
      "objects to.",
      "",
      ...OWN.split("\n"),
    ],
  };
}
