import type { IPrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import type { IServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor";
import type { DeploymentModel } from "../model.ts";
import { ruleGroups } from "../monitoring/rules.ts";
import { ASKED, metadata, selectorLabels } from "./names.ts";

/** Has the operator's Prometheus ask the pods; undefined where that is not asked for. */
export function serviceMonitor(model: DeploymentModel): IServiceMonitor | undefined {
  const { metrics, serviceMonitor } = model;
  if (metrics === undefined || !serviceMonitor) return undefined;
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: metadata(model),
    spec: {
      // The dashboard and the rules find the bot by this label, whatever overlays call the Service.
      jobLabel: "app.kubernetes.io/name",
      selector: { matchLabels: { ...selectorLabels(model, "bot"), [ASKED]: "true" } },
      endpoints: [{ port: "metrics", path: metrics.path, interval: "15s" }],
    },
  };
}

/** The alert rules for the operator; undefined where that is not asked for. */
export function prometheusRule(model: DeploymentModel): IPrometheusRule | undefined {
  if (model.metrics === undefined || !model.prometheusRule) return undefined;
  const { groups } = ruleGroups(model);
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: metadata(model),
    spec: { groups: groups.map(({ name, rules }) => ({ name, rules: rules.map((rule) => ({ ...rule })) })) },
  };
}
