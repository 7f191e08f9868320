import type { ResolvedConfig } from "../../1-load/index.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Typed } from "../../expression/typed.ts";
import { baseRoots } from "../../language/context-roots.ts";
import { text } from "../../language/fields/values.ts";
import { isText, keyText, type Node } from "../../source/node.ts";
import { checkHandler, type Surroundings } from "../handlers.ts";
import { namespaceVariables } from "../namespaces.ts";
import { rootVariables } from "../scope.ts";
import { checkLabelName, isBuiltInLabel } from "./label-names.ts";

/** A label that all metrics carry. */
export interface CheckedLabel {
  readonly name: string;
  readonly value: Typed;
  /** Whether it tells of the one shard that a process runs. */
  readonly ofShard: boolean;
}

/** Namespaces that are there whatever the bot does. */
const NAMESPACES = ["env", "config"];

/** What in a template is about one shard. */
const OF_SHARD = /\bshard\s*\??\.\s*ids?\b/;

/** Checks how the bot tells Prometheus what it does, and gives the labels that all metrics carry. */
export function checkPrometheus(config: ResolvedConfig, surroundings: Surroundings): readonly CheckedLabel[] {
  const { diagnostics } = surroundings;
  const { value: path, node } = config.get("analytics.prometheus.path");
  if (node !== undefined && typeof path === "string" && !path.startsWith("/"))
    diagnostics.report("metrics-path", node.span, { path });
  checkPort(config, diagnostics);
  const labels = config.get("analytics.prometheus.labels").node;
  return labels === undefined ? [] : checkLabels(labels, config, surroundings);
}

/** Each has a server of its own. */
function checkPort(config: ResolvedConfig, diagnostics: Diagnostics): void {
  const enabled = [config.get("health.enabled"), config.get("analytics.prometheus.enabled")];
  if (enabled.some(({ value }) => value === false)) return;
  const health = config.get("health.port");
  const metrics = config.get("analytics.prometheus.port");
  const written = metrics.node ?? health.node;
  if (written === undefined || typeof metrics.value !== "number" || metrics.value !== health.value) return;
  // Port 0 is any that is free.
  if (metrics.value !== 0) diagnostics.report("metrics-port-taken", written.span, { port: metrics.value });
}

function checkLabels(node: Node, config: ResolvedConfig, surroundings: Surroundings): CheckedLabel[] {
  if (node.kind !== "map") return [];
  const { diagnostics, program } = surroundings;
  const variables = new Map([
    ...[...namespaceVariables(program)].filter(([name]) => NAMESPACES.includes(name)),
    ...rootVariables(baseRoots),
  ]);
  const names = { description: "a label of the metrics", variables, reserved: ["ctx"] };
  return node.entries.flatMap((entry) => {
    const name = keyText(entry);
    const isName = checkLabelName(name, entry.key.span, diagnostics);
    const isTaken = isBuiltInLabel(name);
    if (isTaken) diagnostics.report("metric-label-taken", entry.key.span, { name });
    const { value } = checkHandler(names, surroundings, (context) => text("").check(entry.value, context));
    if (value === undefined || !isName || isTaken) return [];
    const ofShard = isText(entry.value) && OF_SHARD.test(entry.value.value);
    const why = ofShard ? severalShards(config) : undefined;
    if (why !== undefined) diagnostics.report("metric-label-of-shard", entry.value.span, { name, why });
    return [{ name, value, ofShard }];
  });
}

/** Why a process does not run exactly one shard for certain, as far as the configuration says that. */
function severalShards(config: ResolvedConfig): string | undefined {
  if (config.get("sharding.enabled").value === false) return undefined;
  if (config.get("sharding.assignment").value === "lease")
    return "with leases, the shards of a process change";
  const { node } = config.get("sharding.shards");
  const several = node?.kind === "list" ? node.items.length : 1;
  return several > 1 ? `the process runs ${several} shards` : undefined;
}
