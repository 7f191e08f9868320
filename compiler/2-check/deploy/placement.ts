import type { ConfigPath, ResolvedConfig } from "../../1-load/index.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Autoscale, ScheduledScale } from "./scaling.ts";

/** Where the shards of a shipped bot run. */
export interface DeployPlacement {
  /** One process has all there is; each has its place by its name; or they share by leases. */
  readonly placement: "single" | "fixed" | "leased";
  readonly kind: "deployment" | "statefulset";
  /** How many pods run. */
  readonly replicas: number;
  /** How many shards there are; undefined where only Discord says. */
  readonly shards: number | undefined;
  /** How many services of one shard each the compose file has; undefined for one that shares them by leases. */
  readonly composeShards: number | undefined;
}

/** How many processes share a bot by leases where nothing is said: one goes on while the other is replaced. */
const LEASED_REPLICAS = 2;

interface Scaling {
  readonly autoscale: Autoscale | undefined;
  readonly schedule: readonly ScheduledScale[];
}

/** Reads where shards run, and reports what does not fit together. */
export function checkPlacement(
  config: ResolvedConfig,
  scaling: Scaling,
  diagnostics: Diagnostics,
): DeployPlacement {
  const conflict = (key: ConfigPath, reason: string, hint: string) => {
    const { node } = config.get(key);
    if (node !== undefined) diagnostics.report("deploy-conflict", node.span, { key, reason, hint });
  };
  const { value: enabled } = config.get("sharding.enabled");
  if (typeof enabled !== "boolean")
    conflict(
      "sharding.enabled",
      "manifests are written before the bot starts, when its value is not known",
      "write true or false",
    );
  const placement: DeployPlacement["placement"] = enabled === true ? placementOf(config) : "single";
  const result = { ...numbersOf(config, placement), placement };
  if (placement === "single") checkSingle(config, conflict);
  else if (placement === "fixed") checkFixed(conflict);
  checkFiles(config, result, scaling, conflict);
  checkShards(config, result, scaling, diagnostics, conflict);
  checkSchedule(scaling, conflict);
  return result;
}

type Conflict = (key: ConfigPath, reason: string, hint: string) => void;

/** By the kind that is written, else by how shards are assigned. */
function placementOf(config: ResolvedConfig): "fixed" | "leased" {
  const { value: kind } = config.get("deploy.kubernetes.kind");
  if (kind !== undefined) return kind === "statefulset" ? "fixed" : "leased";
  return config.get("sharding.assignment").value === "lease" ? "leased" : "fixed";
}

function numbersOf(
  config: ResolvedConfig,
  placement: DeployPlacement["placement"],
): Omit<DeployPlacement, "placement"> {
  const { value: total } = config.get("sharding.total_shards");
  const shards = placement === "single" ? 1 : typeof total === "number" ? total : undefined;
  const usual = placement === "leased" ? Math.min(LEASED_REPLICAS, shards ?? LEASED_REPLICAS) : (shards ?? 1);
  return {
    kind:
      config.get("deploy.kubernetes.kind").value ?? (placement === "fixed" ? "statefulset" : "deployment"),
    replicas: config.get("deploy.replicas").value ?? usual,
    shards,
    composeShards: config.get("deploy.compose.shards").value,
  };
}

/** A second process of a bot that does not know of others would do everything twice. */
function checkSingle(config: ResolvedConfig, conflict: Conflict): void {
  const reason =
    "without `sharding.enabled` all runs in one process, and a second one would do everything again";
  const hint = "set `sharding.enabled: true` and `sharding.assignment: lease`";
  const replicas = config.get("deploy.replicas").value ?? 1;
  if (replicas > 1) conflict("deploy.replicas", reason, hint);
  if ((config.get("deploy.compose.shards").value ?? 1) > 1) conflict("deploy.compose.shards", reason, hint);
  conflict("deploy.autoscale", reason, hint);
  conflict("deploy.schedule", reason, hint);
}

/** Where each process has its place, all of them would have to change places with their number. */
function checkFixed(conflict: Conflict): void {
  const reason = "each pod of a StatefulSet has its shards by their number, so that pods cannot come and go";
  const hint = "set `sharding.assignment: lease`, and leave `deploy.kubernetes.kind` out";
  conflict("deploy.autoscale", reason, hint);
  conflict("deploy.schedule", reason, hint);
}

function checkFiles(
  config: ResolvedConfig,
  { placement, replicas, composeShards }: DeployPlacement,
  { autoscale }: Scaling,
  conflict: Conflict,
): void {
  const isSeveral =
    replicas > 1 || (composeShards ?? 1) > 1 || autoscale !== undefined || placement === "leased";
  if (config.get("state.storage.type").value !== "sqlite" || !isSeveral) return;
  conflict(
    "state.storage.type",
    "a file of SQLite belongs to one process, and here are several",
    "keep the state in postgres or redis",
  );
}

/** No more processes than there are shards. */
function checkShards(
  config: ResolvedConfig,
  { shards, replicas, composeShards, placement }: DeployPlacement,
  { autoscale, schedule }: Scaling,
  diagnostics: Diagnostics,
  conflict: Conflict,
): void {
  if (placement === "single") return;
  if (shards === undefined) {
    const { node } = config.get("deploy.autoscale");
    if (autoscale !== undefined && node !== undefined)
      diagnostics.report("deploy-open-limit", node.span, { key: "deploy.autoscale" });
    return;
  }
  const reason = (count: number) =>
    `the bot has ${shards} shards, so of ${count} processes some have nothing to do`;
  const hint = `write ${shards} at most, or raise \`sharding.total_shards\``;
  if (replicas > shards) conflict("deploy.replicas", reason(replicas), hint);
  if (autoscale !== undefined && autoscale.max > shards)
    conflict("deploy.autoscale", reason(autoscale.max), hint);
  const most = Math.max(...schedule.map((each) => each.replicas));
  if (most > shards) conflict("deploy.schedule", reason(most), hint);
  if (composeShards !== undefined && composeShards !== shards)
    conflict(
      "deploy.compose.shards",
      `the bot has ${shards} shards, and each service one of them`,
      `write ${shards}, or leave \`sharding.total_shards\` out`,
    );
}

/** Each time has a name of its own, and none asks for more pods than there may be. */
function checkSchedule({ autoscale, schedule }: Scaling, conflict: Conflict): void {
  const names = schedule.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    conflict("deploy.schedule", `${twice} is there twice`, "give each time a name of its own");
  const above = schedule.find(({ replicas }) => autoscale !== undefined && replicas > autoscale.max);
  if (above !== undefined)
    conflict(
      "deploy.schedule",
      `${above.name} has ${above.replicas} pods, and \`deploy.autoscale\` at most ${autoscale!.max}`,
      `write ${autoscale!.max} at most, or raise \`max\``,
    );
}
