import { configuration } from "../configuration.ts";
import type { DeploymentModel } from "../model.ts";
import { yamlFile } from "../yaml.ts";
import { autoscaler, disruptionBudget, serviceAccount } from "./availability.ts";
import { migrationJob, schedule } from "./jobs.ts";
import { type Kustomization, kustomizationFile } from "./kustomization.ts";
import { prometheusRule, serviceMonitor } from "./monitoring.ts";
import { namesOf } from "./names.ts";
import { networkPolicy, services } from "./network.ts";
import { overlaysOf } from "./overlays.ts";
import { deployment, statefulSet, volumeClaims } from "./workload.ts";

const ROOT = "k8s";

/** The objects that every way of bringing out a version has, by the file that they are in. */
function baseObjects(model: DeploymentModel): Readonly<Record<string, readonly (object | undefined)[]>> {
  return {
    [`${model.kind}.yaml`]: [model.kind === "deployment" ? deployment(model) : statefulSet(model)],
    "persistent-volume-claim.yaml": volumeClaims(model),
    "service.yaml": services(model),
    "service-account.yaml": [serviceAccount(model)],
    "pod-disruption-budget.yaml": [disruptionBudget(model)],
    "network-policy.yaml": [networkPolicy(model)],
    "migration-job.yaml": [migrationJob(model)],
    "service-monitor.yaml": [serviceMonitor(model)],
    "prometheus-rule.yaml": [prometheusRule(model)],
  };
}

/** A Kustomize base and its overlays, by their paths in the output folder. */
export function kubernetesFiles(model: DeploymentModel): Record<string, string> {
  const { namespace } = model;
  return {
    ...folder("base", baseObjects(model), baseSettings(model), secretsNote(model)),
    ...folder("autoscale", { "horizontal-pod-autoscaler.yaml": [autoscaler(model)] }, { namespace }),
    ...folder("schedule", { "schedule.yaml": schedule(model) }, { namespace }),
    ...Object.fromEntries(
      overlaysOf(model).map(({ path, kustomization, comment }) => [
        `${ROOT}/overlays/${path}/kustomization.yaml`,
        kustomizationFile(kustomization, comment),
      ]),
    ),
  };
}

/** The files of a folder with objects; none where there are no objects. */
function folder(
  name: string,
  objects: Readonly<Record<string, readonly (object | undefined)[]>>,
  settings: Omit<Kustomization, "resources">,
  comment = "",
): Record<string, string> {
  const files = Object.entries(objects).flatMap(([path, all]): [string, string][] => {
    const present = all.filter((each) => each !== undefined);
    return present.length === 0 ? [] : [[path, yamlFile(present)]];
  });
  if (files.length === 0) return {};
  const resources = files.map(([path]) => path).sort();
  const all = [["kustomization.yaml", kustomizationFile({ resources, ...settings }, comment)], ...files];
  return Object.fromEntries(all.map(([path, text]) => [`${ROOT}/${name}/${path}`, text!]));
}

/** The ConfigMap is made by Kustomize, which names it after what is in it: a change of it replaces the pods. */
function baseSettings(model: DeploymentModel): Omit<Kustomization, "resources"> {
  const literals = Object.entries(configuration(model)).map(([name, value]) => `${name}=${value}`);
  return {
    namespace: model.namespace,
    configMapGenerator: [{ name: namesOf(model).config, literals }],
  };
}

function secretsNote(model: DeploymentModel): string {
  const { secret } = namesOf(model);
  const required = model.environment.filter((each) => each.required).map(({ name }) => name);
  const others = model.environment.filter((each) => !each.required).map(({ name }) => name);
  return [
    `The Secret ${secret} is yours. It has to have ${required.join(", ")};`,
    `it may have ${others.join(", ")}.`,
    `  kubectl -n ${model.namespace} create secret generic ${secret} --from-env-file=.env`,
  ].join("\n");
}
