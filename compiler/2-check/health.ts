import type { ResolvedConfig } from "../1-load/index.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { describeKind, type Node } from "../source/node.ts";

/** Paths with answers of their own. */
const TAKEN = ["/live", "/ready", "/startup"];

/** What a bot uses that can be checked; undefined where only the environment says whether it does. */
type Used = (config: ResolvedConfig, hasTables: boolean) => boolean | undefined;

/** What a bot can be checked for. */
const CHECKS: Readonly<Record<string, { readonly what: string; readonly used: Used }>> = {
  discord_gateway: { what: "connection to Discord", used: () => true },
  database: { what: "database", used: usesDatabase },
  redis: { what: "Redis", used: usesRedis },
};

/** Reports what is wrong with how the state of the bot is told. */
export function checkHealth(config: ResolvedConfig, hasTables: boolean, diagnostics: Diagnostics): void {
  const { value: path, node } = config.get("health.path");
  if (node !== undefined && typeof path === "string" && (!path.startsWith("/") || TAKEN.includes(path)))
    diagnostics.report("health-path", node.span, { path, taken: TAKEN });
  const checks = config.get("health.checks").node;
  for (const item of checks?.kind === "list" ? checks.items : [])
    checkItem(item, config, hasTables, diagnostics);
}

function checkItem(item: Node, config: ResolvedConfig, hasTables: boolean, diagnostics: Diagnostics): void {
  const found = item.kind === "scalar" ? String(item.value) : describeKind(item);
  if (!Object.hasOwn(CHECKS, found)) {
    diagnostics.report("health-check-unknown", item.span, { found, checks: Object.keys(CHECKS) });
    return;
  }
  const { what, used } = CHECKS[found]!;
  if (used(config, hasTables) === false)
    diagnostics.report("health-check-unused", item.span, { check: found, what });
}

function usesDatabase(config: ResolvedConfig, hasTables: boolean): boolean | undefined {
  const { value: storage } = config.get("state.storage.type");
  if (typeof storage !== "string") return undefined;
  return hasTables || !["memory", "redis"].includes(storage);
}

function usesRedis(config: ResolvedConfig): boolean | undefined {
  const { value: storage } = config.get("state.storage.type");
  const { value: cached } = config.get("cache.enabled");
  const { value: backend } = config.get("cache.backend");
  if (storage === "redis" || (cached === true && backend === "redis")) return true;
  const isOpen = [storage, backend].some((value) => typeof value !== "string") || typeof cached !== "boolean";
  // Shards share what they know through a Redis that the environment may name.
  return isOpen || config.get("sharding.enabled").value !== false ? undefined : false;
}
