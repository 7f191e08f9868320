import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "analytics.prometheus.enabled",
    type: { kind: "boolean" },
    default: false,
    when: "start",
    summary: "Whether metrics are served for Prometheus.",
    supported: true,
  }),
  defineConfigKey({
    path: "analytics.prometheus.port",
    type: { kind: "number", minimum: 0, maximum: 65_535, whole: true },
    default: 9_090,
    when: "start",
    environment: ["METRICS_PORT"],
    summary: "Port of the metrics.",
    supported: true,
  }),
  defineConfigKey({
    path: "analytics.prometheus.path",
    type: { kind: "text" },
    default: "/metrics",
    when: "start",
    summary: "Path of the metrics.",
    supported: true,
  }),
  defineConfigKey({
    path: "analytics.prometheus.labels",
    expressions: true,
    type: { kind: "map" },
    default: undefined,
    when: "start",
    summary: "Labels that every metric carries.",
    supported: true,
  }),
] as const;
