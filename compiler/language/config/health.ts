import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "health.enabled",
    type: { kind: "boolean" },
    default: false,
    when: "start",
    summary: "Whether the bot answers health checks over HTTP.",
    supported: false,
  }),
  defineConfigKey({
    path: "health.port",
    type: { kind: "number", minimum: 0, maximum: 65_535, whole: true },
    default: 8_080,
    when: "start",
    environment: ["HEALTH_PORT"],
    summary: "Port of the health checks.",
    supported: false,
  }),
  defineConfigKey({
    path: "health.path",
    type: { kind: "text" },
    default: "/health",
    when: "start",
    summary: "Path of the health checks.",
    supported: false,
  }),
  defineConfigKey({
    path: "health.checks",
    type: { kind: "list" },
    default: undefined,
    when: "build",
    summary: "What a health check looks at.",
    supported: false,
  }),
] as const;
