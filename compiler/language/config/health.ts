import { defineConfigKey } from "../config-key.ts";

const ENABLED = { key: "health.enabled", values: [true] };

export default [
  defineConfigKey({
    path: "health.enabled",
    type: { kind: "boolean" },
    default: false,
    when: "start",
    impliedBy: { group: "deploy", value: true },
    summary: "Whether the bot answers health checks over HTTP; true where `deploy` says how it is shipped.",
  }),
  defineConfigKey({
    path: "health.port",
    type: { kind: "number", minimum: 0, maximum: 65_535, whole: true },
    default: 8_080,
    when: "start",
    onlyWith: ENABLED,
    environment: ["HEALTH_PORT"],
    summary: "Port of the health checks.",
  }),
  defineConfigKey({
    path: "health.host",
    type: { kind: "host" },
    default: undefined,
    when: "start",
    onlyWith: ENABLED,
    environment: ["HEALTH_HOST"],
    summary: "Address that health checks are answered on; all addresses of the host by default.",
  }),
  defineConfigKey({
    path: "health.path",
    type: { kind: "text" },
    default: "/health",
    when: "start",
    onlyWith: ENABLED,
    summary: "Path of the health checks.",
  }),
  defineConfigKey({
    path: "health.checks",
    type: { kind: "list" },
    default: undefined,
    when: "build",
    onlyWith: ENABLED,
    summary:
      "What a health check looks at: discord_gateway, database, redis; by default what the bot uses of them.",
  }),
  defineConfigKey({
    path: "health.watchdog",
    type: { kind: "either", types: [{ kind: "duration" }, { kind: "boolean" }] },
    default: 30_000 /* ms */,
    when: "start",
    onlyWith: ENABLED,
    summary:
      "How long the event loop may stand still before the process ends, so that it is started again; at least 1s, false for as long as it likes.",
  }),
] as const;
