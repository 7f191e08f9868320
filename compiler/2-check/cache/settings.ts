import {
  type ConfigPath,
  type ConfigValue,
  environmentNames,
  type ResolvedConfig,
} from "../../1-load/index.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { parseDuration } from "../../source/duration.ts";
import { describeKind, isText, keyText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import type { FlowDeclaration } from "../program.ts";
import { fitsSomeKey, keyBeginnings } from "./key-forms.ts";

/** How results are kept, as the configuration says it. */
export interface CheckedCache {
  readonly enabled: ConfigValue<"cache.enabled">;
  readonly backend: ConfigValue<"cache.backend">;
  readonly url: ConfigValue<"cache.url">;
  /** Milliseconds; undefined where nothing was written. */
  readonly defaultTtl: ConfigValue<"cache.default_ttl"> | undefined;
  readonly maxEntries: ConfigValue<"cache.max_entries"> | undefined;
  readonly rules: readonly CheckedRule[];
  /** The environment variables that its settings read. */
  readonly variables: readonly { readonly name: string; readonly key: ConfigPath; readonly span: Span }[];
}

export interface CheckedRule {
  readonly pattern: string;
  /** Milliseconds. */
  readonly ttl: number;
}

type Flows = ReadonlyMap<string, FlowDeclaration>;

/** Reads the configuration of the cache; undefined where neither it nor a flow has anything kept. */
export function checkCache(
  config: ResolvedConfig,
  flows: Flows,
  diagnostics: Diagnostics,
): CheckedCache | undefined {
  const { value: enabled } = config.get("cache.enabled");
  const { value: backend } = config.get("cache.backend");
  const forFlows = [...flows.values()].some(({ node }) => valueAt(node, "cache") !== undefined);
  const rules = checkRules(config.get("cache.rules").node, flows, diagnostics);
  if (enabled === false) reportIdle(config, forFlows ? OF_SERVER : [...OF_SERVER, ...OF_ALL], diagnostics);
  if (enabled === false && !forFlows) return undefined;
  return {
    enabled,
    backend,
    url: config.get("cache.url").value,
    defaultTtl: written(config, "cache.default_ttl"),
    maxEntries: written(config, "cache.max_entries"),
    rules,
    variables: variablesOf(config),
  };
}

/** What only reads need, and what flows need as well. */
const OF_SERVER = ["cache.backend", "cache.url"] as const;
const OF_ALL = ["cache.default_ttl", "cache.max_entries", "cache.rules"] as const;

function reportIdle(config: ResolvedConfig, keys: readonly ConfigPath[], diagnostics: Diagnostics): void {
  const reason = "`cache.enabled` is not true";
  for (const key of keys) {
    const { node } = config.get(key);
    if (node !== undefined) diagnostics.report("no-effect", node.span, { key, reason, hint: "remove it" });
  }
}

/** The environment variables that the settings of the cache read. */
function variablesOf(config: ResolvedConfig): CheckedCache["variables"] {
  return [...STARTED, ...OF_SERVER].flatMap((key) => {
    const { node } = config.get(key);
    if (node === undefined) return [];
    return environmentNames(node).map((name) => ({ name, key, span: node.span }));
  });
}

const STARTED = ["cache.enabled", "cache.default_ttl", "cache.max_entries"] as const;

function written<P extends ConfigPath>(config: ResolvedConfig, path: P): ConfigValue<P> | undefined {
  const { value, node } = config.get(path);
  return node === undefined ? undefined : value;
}

function checkRules(node: Node | undefined, flows: Flows, diagnostics: Diagnostics): CheckedRule[] {
  if (node?.kind !== "list") return [];
  const rules = node.items.flatMap((item) => checkRule(item, flows, diagnostics));
  const patterns = rules.map(({ pattern }) => pattern);
  return rules.filter(({ pattern }, i) => patterns.indexOf(pattern) === i);
}

const RULE_KEYS = ["pattern", "ttl"];

function checkRule(node: Node, flows: Flows, diagnostics: Diagnostics): CheckedRule[] {
  const expected = "a map with `pattern` and `ttl`";
  if (node.kind !== "map") return refuse(node, node, "cache.rules", expected, diagnostics);
  for (const entry of node.entries) {
    if (RULE_KEYS.includes(keyText(entry))) continue;
    diagnostics.report("config-unknown-key", entry.key.span, {
      key: `cache.rules.${keyText(entry)}`,
      candidates: RULE_KEYS.filter((key) => valueAt(node, key) === undefined),
      belongs: false,
    });
  }
  const pattern = checkPattern(node, flows, diagnostics);
  const ttl = checkTtl(node, diagnostics);
  return pattern === undefined || ttl === undefined ? [] : [{ pattern, ttl }];
}

function checkPattern(rule: MapNode, flows: Flows, diagnostics: Diagnostics): string | undefined {
  const node = valueAt(rule, "pattern");
  if (node === undefined || !isText(node) || isTemplate(node.value)) {
    refuse(rule, node, "cache.rules.pattern", "a text such as user:*", diagnostics);
    return undefined;
  }
  if (!fitsSomeKey(node.value, flows)) {
    const known = { pattern: node.value, beginnings: keyBeginnings(flows) };
    diagnostics.report("pattern-without-keys", node.span, known);
  }
  return node.value;
}

function checkTtl(rule: MapNode, diagnostics: Diagnostics): number | undefined {
  const node = valueAt(rule, "ttl");
  const value = node?.kind === "scalar" ? node.value : undefined;
  const ttl = typeof value === "string" || typeof value === "number" ? parseDuration(value) : undefined;
  if (ttl === undefined)
    refuse(rule, node, "cache.rules.ttl", "a duration such as 30s or 1h30m", diagnostics);
  return ttl;
}

/** @param node what is wrong; undefined for what is missing in the rule */
function refuse(
  rule: Node,
  node: Node | undefined,
  key: string,
  expected: string,
  diagnostics: Diagnostics,
): [] {
  const isPlain = node?.kind === "scalar" && node.value !== null;
  const found = node === undefined ? "missing" : isPlain ? String(node.value) : describeKind(node);
  diagnostics.report("config-value", (node ?? rule).span, { key, expected, found });
  return [];
}
