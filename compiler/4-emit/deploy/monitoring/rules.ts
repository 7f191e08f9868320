import type { DeploymentModel } from "../model.ts";
import { type Alert, alertsOf } from "./alerts.ts";

/** Where the runbooks of a bot lie, as seen from the output folder. */
export const RUNBOOKS = "ops/runbooks";

/** Groups of rules, as Prometheus reads them from a file and the operator from a PrometheusRule. */
export interface RuleGroups {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

export interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export function ruleGroups(model: DeploymentModel): RuleGroups {
  const rules = alertsOf(model).map((alert) => ruleOf(alert, model));
  return { groups: [{ name: `${model.name}.rules`, rules }] };
}

function ruleOf(
  { name, query, severity, summary, description, ...alert }: Alert,
  model: DeploymentModel,
): Rule {
  return {
    alert: name,
    expr: query,
    for: alert.for,
    labels: { severity, bot: model.name },
    annotations: {
      summary: `${model.name}: ${summary}`,
      description,
      runbook_url: `${model.runbookUrl ?? RUNBOOKS}/${name}.md`,
    },
  };
}
