import type { DeploymentModel } from "./model.ts";

/** How many shards are reckoned with where only Discord knows. */
const MANY_SHARDS = 100;

/** Seconds that a process may take to start: its shards begin their sessions one after another, one in 5 s. */
export function startupSeconds({ shards, placement, replicas }: DeploymentModel): number {
  const all = shards ?? MANY_SHARDS;
  const own = placement === "fixed" ? Math.ceil(all / replicas) : all;
  return 60 + 6 * own;
}
