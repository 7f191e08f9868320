import { defineConfigKey } from "../config-key.ts";

/** A bot of one shard has nothing to spread. */
const ENABLED = { key: "sharding.enabled", values: [true] };

export default [
  defineConfigKey({
    path: "sharding.enabled",
    type: { kind: "boolean" },
    default: false,
    when: "start",
    aliases: ["gateway.sharding.enabled"],
    summary: "Whether the bot runs on several shards; otherwise on shard 0 of 1.",
  }),
  defineConfigKey({
    path: "sharding.total_shards",
    type: {
      kind: "either",
      types: [
        { kind: "choice", values: ["auto"] },
        { kind: "number", minimum: 1, whole: true },
      ],
    },
    default: "auto",
    when: "start",
    onlyWith: ENABLED,
    environment: ["TOTAL_SHARDS"],
    aliases: ["gateway.sharding.shard_count"],
    summary: "How many shards there are over all processes.",
  }),
  defineConfigKey({
    path: "sharding.shards",
    type: {
      kind: "either",
      types: [{ kind: "text" }, { kind: "list" }, { kind: "number", minimum: 0, whole: true }],
    },
    default: undefined,
    when: "start",
    onlyWith: ENABLED,
    environment: ["SHARD_ID", "SHARD_IDS"],
    summary: "The shards of this process, as a list or a range such as 0-3.",
  }),
  defineConfigKey({
    path: "sharding.processes",
    type: {
      kind: "either",
      types: [
        { kind: "choice", values: ["auto"] },
        { kind: "number", minimum: 1, whole: true },
      ],
    },
    default: 1,
    when: "start",
    onlyWith: ENABLED,
    environment: ["FURLOW_PROCESSES"],
    summary: "How many child processes one manager runs.",
  }),
  defineConfigKey({
    path: "sharding.assignment",
    type: { kind: "choice", values: ["static", "lease"] },
    default: "static",
    when: "start",
    onlyWith: ENABLED,
    environment: ["FURLOW_ASSIGNMENT"],
    summary: "Whether shards are assigned by number or leased.",
  }),
  defineConfigKey({
    path: "sharding.lease.ttl",
    type: { kind: "duration" },
    default: 15_000 /* ms */,
    when: "start",
    onlyWith: ENABLED,
    summary: "How long a lease on a shard lasts without renewal.",
  }),
  defineConfigKey({
    path: "sharding.lease.max_shards",
    type: { kind: "number", minimum: 1, whole: true },
    default: undefined,
    when: "start",
    onlyWith: ENABLED,
    environment: ["FURLOW_MAX_SHARDS"],
    summary: "How many shards a process takes at most by leases; by default as many as fall to it.",
  }),
  defineConfigKey({
    path: "sharding.broker.type",
    type: { kind: "choice", values: ["local", "redis"] },
    default: undefined,
    when: "start",
    onlyWith: ENABLED,
    summary:
      "What carries messages between processes: one host's own channel, or Redis; by default Redis where its address is known.",
  }),
  defineConfigKey({
    path: "sharding.broker.url",
    secret: true,
    type: { kind: "text" },
    default: undefined,
    when: "start",
    environment: ["REDIS_URL"],
    onlyWith: { key: "sharding.broker.type", values: ["redis"] },
    summary: "Address of the Redis through which processes share the bot.",
  }),
  defineConfigKey({
    path: "sharding.session_store.type",
    type: { kind: "choice", values: ["file", "redis"] },
    default: undefined,
    when: "start",
    onlyWith: ENABLED,
    summary:
      "Where sessions are kept so that another process can resume them; by default the broker's Redis, else files.",
  }),
  defineConfigKey({
    path: "sharding.session_store.path",
    type: { kind: "path" },
    default: "./.furlow/sessions",
    when: "start",
    onlyWith: { key: "sharding.session_store.type", values: ["file"] },
    summary: "Folder of the files with sessions.",
  }),
  defineConfigKey({
    path: "sharding.session_store.url",
    secret: true,
    type: { kind: "text" },
    default: undefined,
    when: "start",
    onlyWith: { key: "sharding.session_store.type", values: ["redis"] },
    summary: "Address of the Redis that keeps sessions, where it is not the broker's.",
  }),
] as const;
