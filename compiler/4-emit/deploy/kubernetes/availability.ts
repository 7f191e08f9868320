import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import type { IMetricSpec as MetricSpec } from "kubernetes-models/autoscaling/v2/MetricSpec";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import type { IServiceAccount } from "kubernetes-models/v1/ServiceAccount";
import { METRICS } from "../../../../runtime-lib/metrics/catalogue.ts";
import type { Autoscale } from "../../../2-check/deploy/scaling.ts";
import type { DeploymentModel } from "../model.ts";
import { metadata, selectorLabels } from "./names.ts";

/** Who the pods are: nobody that the cluster's API would answer. */
export function serviceAccount(model: DeploymentModel): IServiceAccount {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: metadata(model),
    automountServiceAccountToken: false,
  };
}

/** Nodes are cleared one pod after another. */
export function disruptionBudget(model: DeploymentModel): IPodDisruptionBudget {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(model),
    spec: {
      maxUnavailable: 1,
      // A pod that does not work keeps no node from being cleared.
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: selectorLabels(model, "bot") },
    },
  };
}

/** How many pods run, by the CPU that they take or by what their shards take of the event loop. */
export function autoscaler(model: DeploymentModel): IHorizontalPodAutoscaler | undefined {
  const { autoscale, name } = model;
  if (autoscale === undefined) return undefined;
  const { min, max } = autoscale;
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadata(model),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [measureOf(autoscale)],
      // Shards change hands with each pod that comes or goes: one at a time, and not for a moment's calm.
      behavior: {
        scaleUp: { policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] },
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: "Pods", value: 1, periodSeconds: 60 }],
        },
      },
    },
  };
}

function measureOf({ cpu, metric }: Autoscale): MetricSpec {
  if (metric === undefined)
    return {
      type: "Resource",
      resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpu } },
    };
  // What an event loop can do is 1, in thousandths.
  const target = { type: "AverageValue" as const, averageValue: `${cpu * 10}m` };
  return { type: "Pods", pods: { metric: { name: METRICS.shardLoad.name }, target } };
}
