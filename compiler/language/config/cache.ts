import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "cache.enabled",
    type: { kind: "boolean" },
    default: false,
    when: "start",
    summary: "Whether what is read of Discord, of tables and over HTTP is cached.",
  }),
  defineConfigKey({
    path: "cache.backend",
    type: { kind: "choice", values: ["memory", "redis"] },
    default: "memory",
    when: "start",
    summary: "Where cached results are kept.",
  }),
  defineConfigKey({
    path: "cache.url",
    secret: true,
    type: { kind: "text" },
    default: undefined,
    when: "start",
    environment: ["REDIS_URL"],
    onlyWith: { key: "cache.backend", values: ["redis"] },
    summary: "Address of the Redis that holds the cache.",
  }),
  defineConfigKey({
    path: "cache.default_ttl",
    type: { kind: "duration" },
    default: 300_000 /* ms */,
    when: "start",
    summary: "How long a result stays cached when no rule says otherwise.",
  }),
  defineConfigKey({
    path: "cache.max_entries",
    type: { kind: "number", minimum: 1, whole: true },
    default: 10_000,
    onlyWith: { key: "cache.backend", values: ["memory"] },
    when: "start",
    summary: "How many results a process keeps.",
  }),
  defineConfigKey({
    path: "cache.rules",
    type: { kind: "list" },
    default: undefined,
    when: "build",
    summary: "How long results stay cached, by pattern of their key.",
  }),
] as const;
