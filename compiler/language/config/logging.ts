import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "logging.level",
    type: { kind: "choice", values: ["trace", "debug", "info", "warn", "error", "fatal", "silent"] },
    default: "info",
    when: "start",
    environment: ["LOG_LEVEL"],
    summary: "The least important messages that are logged.",
  }),
  defineConfigKey({
    path: "logging.format",
    type: { kind: "choice", values: ["json", "pretty"] },
    default: undefined,
    when: "start",
    summary: "How messages are written: by default pretty on a terminal, else JSON.",
  }),
  defineConfigKey({
    path: "logging.outputs",
    secret: ["url"],
    type: { kind: "list" },
    default: undefined,
    when: "start",
    environment: ["LOKI_URL"],
    summary:
      "Where messages go, by default to the console: a list of `{type: console}`, `{type: file, path, rotate, size, keep}` and `{type: loki, url, labels, batch, buffer}`.",
  }),
] as const;
