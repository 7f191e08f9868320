import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "deploy.image",
    type: { kind: "text" },
    default: undefined,
    when: "build",
    summary: "Image reference without a tag; the bot's name by default.",
  }),
  defineConfigKey({
    path: "deploy.name",
    type: { kind: "text" },
    default: undefined,
    when: "build",
    summary: "The bot's name in manifests; by default made of the name that the document has.",
  }),
  defineConfigKey({
    path: "deploy.namespace",
    type: { kind: "text" },
    default: "default",
    when: "build",
    summary: "Kubernetes namespace.",
  }),
  defineConfigKey({
    path: "deploy.replicas",
    type: { kind: "number", minimum: 1, whole: true },
    default: undefined,
    when: "build",
    summary:
      "How many pods run: by default one a shard where they have fixed places, 2 where they share the shards.",
  }),
  defineConfigKey({
    path: "deploy.resources",
    type: { kind: "map" },
    default: undefined,
    when: "build",
    summary: "CPU and memory that a pod asks for and may use.",
  }),
  defineConfigKey({
    path: "deploy.autoscale",
    type: { kind: "map" },
    default: undefined,
    when: "build",
    summary: "Between how many pods, and by what, the bot is scaled.",
  }),
  defineConfigKey({
    path: "deploy.schedule",
    type: { kind: "list" },
    default: undefined,
    when: "build",
    summary: "Scaling by the clock.",
  }),
  defineConfigKey({
    path: "deploy.runbook_url",
    type: { kind: "url" },
    default: undefined,
    when: "build",
    summary:
      "Address under which the runbooks are found that alerts link to; by default where the build writes them.",
  }),
  defineConfigKey({
    path: "deploy.compose.shards",
    type: { kind: "number", minimum: 1, whole: true },
    default: undefined,
    when: "build",
    summary: "How many services, of one shard each, the compose file has.",
  }),
  defineConfigKey({
    path: "deploy.compose.secrets",
    type: { kind: "choice", values: ["environment", "file"] },
    default: "environment",
    when: "build",
    summary:
      "Where the compose file takes secrets from: the environment and `.env`, or a file each in `secrets/`.",
  }),
  defineConfigKey({
    path: "deploy.kubernetes.kind",
    type: { kind: "choice", values: ["statefulset", "deployment"] },
    default: undefined,
    when: "build",
    summary:
      "What the pods belong to: by default a Deployment, and a StatefulSet where shards have fixed places.",
  }),
  defineConfigKey({
    path: "deploy.kubernetes.service_monitor",
    type: { kind: "boolean" },
    default: undefined,
    when: "build",
    summary: "Whether a ServiceMonitor is written, for a Prometheus that the operator runs.",
  }),
  defineConfigKey({
    path: "deploy.kubernetes.prometheus_rule",
    type: { kind: "boolean" },
    default: undefined,
    when: "build",
    summary: "Whether the alert rules are written as a PrometheusRule.",
  }),
  defineConfigKey({
    path: "deploy.kubernetes.network_policy",
    type: { kind: "boolean" },
    default: true,
    when: "build",
    summary: "Whether a NetworkPolicy is written.",
  }),
] as const;
