import { diagnostic } from "../definition.ts";

const PROMETHEUS = "analytics:\n  prometheus:\n    enabled: true\n";

function onReady(action: string): string {
  return `events:\n  - event: ready\n    actions:\n${action}`;
}

/** FUR450x: what a bot tells Prometheus. */
export const metricsDiagnostics = {
  "metric-computed": diagnostic<{ what: string }>({
    code: "FUR4500",
    severity: "error",
    message: ({ what }) => `${what} of a metric cannot be computed`,
    hint: () => "write it out, and put what is computed into the value of a label",
    explanation:
      "Prometheus knows a metric by its name and its labels' names, which are declared when the bot is built: then every " +
      "metric is there from the start, and no text of a user's makes new ones. The values of labels may be computed.",
    wrong: onReady('      - counter_increment: { name: «"used_${client.user.id}"» }\n'),
    right: onReady('      - counter_increment: { name: used, labels: { bot: "${client.user.id}" } }\n'),
  }),
  "metric-differs": diagnostic<{ name: string; here: string; there: string }>({
    code: "FUR4501",
    severity: "error",
    message: ({ name, here, there }) => `\`${name}\` is ${here} here, and ${there} elsewhere`,
    hint: () => "give both the same type and the same labels, or call one of them differently",
    explanation:
      "A metric has one type, and the same labels wherever it stands: Prometheus could not add its values up otherwise. A " +
      "label that does not apply somewhere may be an empty text there.",
    wrong: onReady(
      "      - counter_increment: { name: greetings }\n      - counter_increment: { name: «greetings», labels: { kind: formal } }\n",
    ),
    right: onReady(
      '      - counter_increment: { name: greetings, labels: { kind: "" } }\n      - counter_increment: { name: greetings, labels: { kind: formal } }\n',
    ),
  }),
  "metric-name-taken": diagnostic<{ name: string }>({
    code: "FUR4502",
    severity: "error",
    message: ({ name }) => `${name} is a name of the metrics that every bot has`,
    hint: () => "call it something that does not begin with furlow_, process_ or nodejs_",
    explanation: "Names that begin with furlow_, process_ or nodejs_ are those of the runtime and of Node.",
    wrong: onReady("      - counter_increment: { name: «furlow_greetings» }\n"),
    right: onReady("      - counter_increment: { name: greetings }\n"),
  }),
  "metric-label-name": diagnostic<{ name: string; isReserved: boolean; suggestion: string | undefined }>({
    code: "FUR4503",
    severity: "error",
    message: ({ name, isReserved }) =>
      isReserved ? `Prometheus has the label ${name} itself` : `${name} cannot be the name of a label`,
    hint: ({ suggestion }) =>
      suggestion === undefined ? "call it something else" : `write ${suggestion}: letters, digits and _`,
    explanation:
      "The name of a label has letters, digits and underscores, and does not begin with a digit. Names that begin with two " +
      "underscores, and `le`, `quantile`, `job` and `instance`, are Prometheus' own.",
    wrong: `${PROMETHEUS}    labels:\n      «data-center»: fra1\n`,
    right: `${PROMETHEUS}    labels:\n      data_center: fra1\n`,
  }),
  "metric-label-taken": diagnostic<{ name: string }>({
    code: "FUR4504",
    severity: "error",
    message: ({ name }) => `some metrics have a label ${name} already`,
    hint: ({ name }) => `call it something else, such as bot_${name}`,
    explanation:
      "A label of all metrics cannot be called like one that single metrics have: it would be lost on those, and mean " +
      "something else on others.",
    wrong: `${PROMETHEUS}    labels:\n      «shard»: production\n`,
    right: `${PROMETHEUS}    labels:\n      environment: production\n`,
  }),
  "metric-label-of-shard": diagnostic<{ name: string; why: string }>({
    code: "FUR4505",
    severity: "warning",
    message: ({ name, why }) => `the label ${name} is about one shard, but ${why}: it is left out`,
    hint: ({ name }) => `remove ${name}: metrics of shards have the label shard`,
    explanation:
      "Labels of all metrics are evaluated once, when the bot starts. Which shard a process runs is right for all of its " +
      "metrics only where it runs exactly one, for as long as it lives.",
    wrong: `sharding:\n  enabled: true\n  shards: [0, 1]\n${PROMETHEUS}    labels:\n      shard_id: «"\${client.shard.ids[0]}"»\n`,
    right: `${PROMETHEUS}    labels:\n      shard_id: "\${client.shard.ids[0]}"\n`,
  }),
  "metrics-path": diagnostic<{ path: string }>({
    code: "FUR4506",
    severity: "error",
    message: ({ path }) => `${path} is no path`,
    hint: ({ path }) => `write /${path.replace(/^\W+/, "")}`,
    explanation: "`analytics.prometheus.path` begins with a slash.",
    wrong: `${PROMETHEUS}    path: «metrics»\n`,
    right: `${PROMETHEUS}    path: /metrics\n`,
  }),
  "metrics-port-taken": diagnostic<{ port: number }>({
    code: "FUR4507",
    severity: "error",
    message: ({ port }) => `health checks are answered on port ${port} already`,
    hint: () => "give the metrics another port, such as 9090",
    explanation:
      "Health checks and metrics have a server each: who may ask for the one need not see the other.",
    wrong: `health:\n  enabled: true\n  port: 9000\n${PROMETHEUS}    port: «9000»\n`,
    right: `health:\n  enabled: true\n  port: 9000\n${PROMETHEUS}    port: 9090\n`,
  }),
} as const;
