import type { ConfigPath, ResolvedConfig } from "../../1-load/index.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Autoscale } from "./scaling.ts";

/** How a shipped bot is watched. */
export interface DeployMonitoring {
  readonly serviceMonitor: boolean;
  readonly prometheusRule: boolean;
  /** Where the runbooks are found, without a slash at the end; undefined for where the build writes them. */
  readonly runbookUrl: string | undefined;
}

/** Reads how a bot is watched, and reports what needs metrics where there are none. */
export function checkMonitoring(
  config: ResolvedConfig,
  autoscale: Autoscale | undefined,
  diagnostics: Diagnostics,
): DeployMonitoring {
  const monitoring = {
    serviceMonitor: config.get("deploy.kubernetes.service_monitor").value ?? false,
    prometheusRule: config.get("deploy.kubernetes.prometheus_rule").value ?? false,
    runbookUrl: config.get("deploy.runbook_url").value?.replace(/\/+$/, ""),
  };
  if (config.get("analytics.prometheus.enabled").value === true) return monitoring;
  const needsMetrics: [ConfigPath, boolean][] = [
    ["deploy.kubernetes.service_monitor", monitoring.serviceMonitor],
    ["deploy.kubernetes.prometheus_rule", monitoring.prometheusRule],
    ["deploy.autoscale", autoscale?.metric !== undefined],
  ];
  for (const [key, isSet] of needsMetrics) {
    const { node } = config.get(key);
    if (!isSet || node === undefined) continue;
    const reason = "the bot serves no metrics";
    diagnostics.report("deploy-conflict", node.span, {
      key,
      reason,
      hint: "set `analytics.prometheus.enabled: true`",
    });
  }
  return monitoring;
}
