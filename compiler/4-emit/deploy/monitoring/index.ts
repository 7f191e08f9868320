import type { DeploymentModel } from "../model.ts";
import { yamlFile } from "../yaml.ts";
import { ADAPTER, ADAPTER_NOTE } from "./adapter.ts";
import { dashboard } from "./dashboard.ts";
import { DATASOURCES, PROVIDERS, prometheusSettings } from "./prometheus.ts";
import { ruleGroups } from "./rules.ts";

/** What shows and watches a bot that serves metrics: a dashboard, alert rules, and settings for servers of its own. */
export function monitoringFiles(model: DeploymentModel): Record<string, string> {
  const { metrics } = model;
  if (metrics === undefined) return {};
  return {
    "monitoring/grafana/dashboards/bot.json": `${JSON.stringify(dashboard(model), null, 2)}\n`,
    "monitoring/grafana/provisioning/dashboards/bot.yaml": yamlFile([PROVIDERS]),
    "monitoring/grafana/provisioning/datasources/prometheus.yaml": yamlFile([DATASOURCES]),
    "monitoring/prometheus/prometheus.yaml": yamlFile([prometheusSettings(model, metrics)]),
    "monitoring/prometheus/rules.yaml": yamlFile([ruleGroups(model)]),
    ...(model.autoscale?.metric !== undefined && {
      "monitoring/prometheus-adapter.yaml": yamlFile([ADAPTER], ADAPTER_NOTE),
    }),
  };
}
