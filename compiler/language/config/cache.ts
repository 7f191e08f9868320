import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "cache.enabled",
    type: { kind: "boolean" },
    default: false,
    when: "start",
    summary: "Whether results are cached.",
    supported: false,
  }),
  defineConfigKey({
    path: "cache.backend",
    type: { kind: "choice", values: ["memory", "redis"] },
    default: "memory",
    when: "start",
    summary: "Where cached results are kept.",
    supported: false,
  }),
  defineConfigKey({
    path: "cache.url",
    secret: true,
    type: { kind: "text" },
    default: undefined,
    when: "start",
    environment: ["REDIS_URL"],
    summary: "Address of the Redis that holds the cache.",
    supported: false,
  }),
  defineConfigKey({
    path: "cache.default_ttl",
    type: { kind: "duration" },
    default: 300_000 /* ms */,
    when: "start",
    summary: "How long a result stays cached when no rule says otherwise.",
    supported: false,
  }),
  defineConfigKey({
    path: "cache.max_entries",
    type: { kind: "number", minimum: 1, whole: true },
    default: 10_000,
    when: "start",
    summary: "How many results a process keeps.",
    supported: false,
  }),
  defineConfigKey({
    path: "cache.rules",
    type: { kind: "list" },
    default: undefined,
    when: "build",
    summary: "How long results stay cached, by pattern of their key.",
    supported: false,
  }),
] as const;
