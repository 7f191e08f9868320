import { defineConfigKey } from "../config-key.ts";

/** Why nothing comes of the keys of `gateway.reconnect`. */
const RECONNECTS_ITSELF = "the connection is resumed at once, and taken up anew as Discord asks, without end";

export default [
  defineConfigKey({
    path: "gateway.large_threshold",
    type: { kind: "number", minimum: 50, maximum: 250, whole: true },
    default: undefined,
    when: "start",
    summary:
      "Members from which on Discord sends only those of a guild who are online; 50 when nothing is said.",
  }),
  defineConfigKey({
    path: "gateway.compression",
    type: { kind: "choice", values: ["none", "zlib-stream"] },
    default: "none",
    when: "start",
    summary: "Whether Discord compresses what it sends.",
  }),
  defineConfigKey({
    path: "gateway.reconnect.max_retries",
    type: { kind: "number", minimum: 0, whole: true },
    default: undefined,
    when: "start",
    summary: "Accepted without effect.",
    withoutEffect: RECONNECTS_ITSELF,
  }),
  defineConfigKey({
    path: "gateway.reconnect.backoff",
    type: { kind: "choice", values: ["exponential", "linear", "fixed"] },
    default: undefined,
    when: "start",
    summary: "Accepted without effect.",
    withoutEffect: RECONNECTS_ITSELF,
  }),
  defineConfigKey({
    path: "gateway.reconnect.base_delay",
    type: { kind: "duration" },
    default: undefined,
    when: "start",
    summary: "Accepted without effect.",
    withoutEffect: RECONNECTS_ITSELF,
  }),
  defineConfigKey({
    path: "gateway.reconnect.max_delay",
    type: { kind: "duration" },
    default: undefined,
    when: "start",
    summary: "Accepted without effect.",
    withoutEffect: RECONNECTS_ITSELF,
  }),
] as const;
