import type { ResolvedConfig } from "../../1-load/index.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { checkMonitoring, type DeployMonitoring } from "./monitoring.ts";
import { checkImage, checkName, checkNamespace } from "./names.ts";
import { checkPlacement, type DeployPlacement } from "./placement.ts";
import {
  type Autoscale,
  checkAutoscale,
  checkResources,
  checkSchedule,
  type Resources,
  type ScheduledScale,
} from "./scaling.ts";

/** How a bot is shipped, as the configuration says it. */
export interface CheckedDeploy extends DeployPlacement, DeployMonitoring {
  /** What it is called where it runs: a name that Kubernetes takes. */
  readonly name: string;
  /** Reference of the image, without a tag. */
  readonly image: string;
  readonly namespace: string;
  readonly resources: Resources;
  readonly autoscale: Autoscale | undefined;
  readonly schedule: readonly ScheduledScale[];
  readonly networkPolicy: boolean;
  /** Where the compose file takes secrets from. */
  readonly composeSecrets: "environment" | "file";
}

/** Reads the configuration of how a bot is shipped; undefined where nothing is written of that. */
export function checkDeploy(
  config: ResolvedConfig,
  ownName: string | undefined,
  diagnostics: Diagnostics,
): CheckedDeploy | undefined {
  if (!config.written.some((path) => path.startsWith("deploy."))) return undefined;
  checkAnswers(config, diagnostics);
  const name = checkName(config, ownName, diagnostics);
  const autoscale = checkAutoscale(config, diagnostics);
  const schedule = checkSchedule(config, diagnostics);
  return {
    name,
    image: checkImage(config, name, diagnostics),
    namespace: checkNamespace(config, diagnostics),
    resources: checkResources(config, diagnostics),
    autoscale,
    schedule,
    networkPolicy: config.get("deploy.kubernetes.network_policy").value,
    composeSecrets: config.get("deploy.compose.secrets").value,
    ...checkMonitoring(config, autoscale, diagnostics),
    ...checkPlacement(config, { autoscale, schedule }, diagnostics),
  };
}

/** Addresses that stand for all of a host. */
const ANY_ADDRESS: readonly unknown[] = ["0.0.0.0", "::"];

/** Reports a bot that does not answer health checks, or may not, or not those from outside of its container. */
function checkAnswers(config: ResolvedConfig, diagnostics: Diagnostics): void {
  const { value: enabled, node } = config.get("health.enabled");
  if (enabled !== true && node !== undefined) diagnostics.report("deploy-without-health", node.span, {});
  const host = config.get("health.host");
  if (host.node === undefined || ANY_ADDRESS.includes(host.value)) return;
  const reason = "Kubernetes asks for the bot's health from outside of its container";
  const hint = "remove it: the bot then answers on all addresses";
  diagnostics.report("deploy-conflict", host.node.span, { key: "health.host", reason, hint });
}
