import { defineConfigKey } from "../config-key.ts";

const TRACED = { key: "analytics.tracing.enabled", values: [true] };
const ENABLED = { key: "analytics.prometheus.enabled", values: [true] };

export default [
  defineConfigKey({
    path: "analytics.enabled",
    type: { kind: "boolean" },
    default: true,
    when: "build",
    summary:
      "Whether anything is told of what the bot does; false switches `analytics.prometheus` and `analytics.tracing` off as well.",
  }),
  defineConfigKey({
    path: "analytics.prometheus.enabled",
    type: { kind: "boolean" },
    default: false,
    when: "start",
    summary: "Whether metrics are served for Prometheus.",
  }),
  defineConfigKey({
    path: "analytics.prometheus.port",
    type: { kind: "number", minimum: 0, maximum: 65_535, whole: true },
    default: 9_090,
    when: "start",
    onlyWith: ENABLED,
    environment: ["METRICS_PORT"],
    summary: "Port of the metrics.",
  }),
  defineConfigKey({
    path: "analytics.prometheus.host",
    type: { kind: "host" },
    default: undefined,
    when: "start",
    onlyWith: ENABLED,
    environment: ["METRICS_HOST"],
    summary: "Address that metrics are served on; all addresses of the host by default.",
  }),
  defineConfigKey({
    path: "analytics.prometheus.path",
    type: { kind: "text" },
    default: "/metrics",
    when: "start",
    onlyWith: ENABLED,
    summary: "Path of the metrics.",
  }),
  defineConfigKey({
    path: "analytics.prometheus.labels",
    expressions: true,
    type: { kind: "map" },
    default: undefined,
    when: "start",
    onlyWith: ENABLED,
    summary: "Labels that every metric carries: names with templates, which are evaluated once at start.",
  }),
  defineConfigKey({
    path: "analytics.tracing.enabled",
    type: { kind: "boolean" },
    default: false,
    when: "build",
    impliedBy: { group: "analytics.tracing", variable: "OTEL_EXPORTER_OTLP_ENDPOINT", value: true },
    summary:
      "Whether OpenTelemetry is built in, beside the bundle; true where an endpoint is written, or OTEL_EXPORTER_OTLP_ENDPOINT is set when the bot is built.",
  }),
  defineConfigKey({
    path: "analytics.tracing.endpoint",
    type: { kind: "url" },
    default: undefined,
    when: "start",
    onlyWith: TRACED,
    environment: ["OTEL_EXPORTER_OTLP_ENDPOINT"],
    summary: "Address of the collector that spans are sent to over OTLP/HTTP; a bot without one sends none.",
  }),
  defineConfigKey({
    path: "analytics.tracing.headers",
    type: { kind: "text" },
    default: undefined,
    when: "start",
    onlyWith: TRACED,
    environment: ["OTEL_EXPORTER_OTLP_HEADERS"],
    secret: true,
    summary: "Headers that the collector asks for, as `key=value` with commas between them.",
  }),
] as const;
