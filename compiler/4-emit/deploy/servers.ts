import { type ConfigPath, environmentNames, type ResolvedConfig } from "../../1-load/index.ts";
import type { CheckedDeploy } from "../../2-check/deploy/index.ts";
import { tracingConfig } from "../../3-lower/tracing.ts";
import { type MapNode, type Node, toPlain, valueAt } from "../../source/node.ts";
import type { ServerUse } from "./model.ts";

/** A key that names servers, and the variable that does so where nothing is written. */
interface Place {
  readonly key: ConfigPath;
  readonly variable: string | undefined;
}

const REDIS = { variable: "REDIS_URL", port: 6_379 } as const;
const POSTGRES = { variable: "DATABASE_URL", port: 5_432 } as const;
const LOKI_PORT = 3_100;
/** Of OTLP over HTTP. */
const COLLECTOR_PORT = 4_318;

/** The Redis that a bot uses; undefined when it uses none. */
export function redisUse(config: ResolvedConfig, deploy: CheckedDeploy): ServerUse | undefined {
  const places: Place[] = [];
  const isShared = deploy.placement !== "single";
  const shards = (["sharding.broker.url", "sharding.session_store.url"] as const).filter((key) =>
    isWritten(config, key),
  );
  if (isShared) places.push(...shards.map((key) => ({ key, variable: undefined })));
  if (config.get("state.storage.type").value === "redis")
    places.push({ key: "state.storage.url", variable: REDIS.variable });
  if (config.get("cache.backend").value === "redis" && config.get("cache.enabled").value !== false)
    places.push({ key: "cache.url", variable: REDIS.variable });
  if (isShared && shards.length === 0 && needsRedis(config, deploy))
    places.push({ key: "sharding.broker.url", variable: REDIS.variable });
  return useOf(config, places, REDIS.port);
}

/** Leases are in Redis, and so is what processes agree on. */
function needsRedis(config: ResolvedConfig, { placement, replicas, shards }: CheckedDeploy): boolean {
  const { value: broker } = config.get("sharding.broker.type");
  const { value: store } = config.get("sharding.session_store.type");
  const hasToAgree = shards === undefined && replicas > 1;
  return placement === "leased" || broker === "redis" || store === "redis" || hasToAgree;
}

/** The PostgreSQL that a bot uses; undefined when it uses none. */
export function postgresUse(config: ResolvedConfig): ServerUse | undefined {
  if (config.get("state.storage.type").value !== "postgres") return undefined;
  const keys = ["state.storage.url", "state.storage.primary", "state.storage.replicas"] as const;
  const written = keys.filter((key) => isWritten(config, key));
  const places = written.map((key): Place => ({ key, variable: undefined }));
  const hasPrimary = written.some((key) => key !== "state.storage.replicas");
  if (!hasPrimary) places.unshift({ key: "state.storage.url", variable: POSTGRES.variable });
  return useOf(config, places, POSTGRES.port);
}

/** Ports of what else the configuration names an address of. */
export function otherPorts(config: ResolvedConfig): number[] {
  const { node: proxy } = config.get("rest.proxy");
  const { node: outputs } = config.get("logging.outputs");
  const lokis = (outputs?.kind === "list" ? outputs.items : []).filter(
    (item): item is MapNode => item.kind === "map" && toPlain(valueAt(item, "type") ?? item) === "loki",
  );
  return [
    ...(proxy === undefined ? [] : portsIn(proxy)),
    ...lokis.flatMap((output) => portsOr(valueAt(output, "url"), LOKI_PORT)),
    ...(tracingConfig(config) === undefined
      ? []
      : portsOr(config.get("analytics.tracing.endpoint").node, COLLECTOR_PORT)),
  ];
}

/** The ports of an address; what only a variable says is taken to be on the usual one. */
function portsOr(node: Node | undefined, usual: number): number[] {
  const written = node === undefined ? [] : portsIn(node);
  return written.length > 0 ? written : [usual];
}

function isWritten(config: ResolvedConfig, key: ConfigPath): boolean {
  return config.get(key).node !== undefined;
}

function useOf(config: ResolvedConfig, places: readonly Place[], usualPort: number): ServerUse | undefined {
  if (places.length === 0) return undefined;
  const variables = new Set<string>();
  const ports = new Set<number>();
  for (const { key, variable } of places) {
    const { node } = config.get(key);
    if (node === undefined) {
      if (variable !== undefined) variables.add(variable);
      continue;
    }
    for (const name of wholeReferences(node)) variables.add(name);
    for (const port of portsIn(node)) ports.add(port);
  }
  // What only a variable says is taken to be on the usual port.
  if (ports.size === 0 || variables.size > 0) ports.add(usualPort);
  return { variables: [...variables].sort(), ports: [...ports].sort((a, b) => a - b) };
}

/** Variables that hold a whole address, as `${env.REDIS_URL}` does. */
function wholeReferences(node: Node): string[] {
  if (node.kind === "list") return node.items.flatMap(wholeReferences);
  const names = environmentNames(node);
  const isWhole = node.kind === "scalar" && /^\s*(\$\{[^}]*\}|\$env\.\w+)\s*$/.test(String(node.value));
  return isWhole ? names : [];
}

/** The ports of addresses that are written out. */
function portsIn(node: Node): number[] {
  if (node.kind === "list") return node.items.flatMap(portsIn);
  const text = node.kind === "scalar" ? String(node.value) : "";
  const [, port] = /:(\d{1,5})(?:[/?#]|$)/.exec(text.replace(/\$\{[^}]*\}/g, "x")) ?? [];
  return port === undefined ? [] : [Number(port)];
}
