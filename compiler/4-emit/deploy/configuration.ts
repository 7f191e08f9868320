import type { DeploymentModel } from "./model.ts";

/** Settings that are no secrets, as variables of the environment: what manifests rely on, they say. */
export function configuration(model: DeploymentModel): Record<string, string> {
  const { health, metrics, placement, replicas } = model;
  return {
    HEALTH_PORT: String(health.port),
    ...(metrics !== undefined && { METRICS_PORT: String(metrics.port) }),
    ...(placement === "leased" && { FURLOW_ASSIGNMENT: "lease" }),
    ...(placement === "fixed" && { FURLOW_ASSIGNMENT: "static", FURLOW_PROCESSES: String(replicas) }),
  };
}
