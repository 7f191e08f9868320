import type { ICronJob } from "kubernetes-models/batch/v1/CronJob";
import type { IJob } from "kubernetes-models/batch/v1/Job";
import type { IRole } from "kubernetes-models/rbac.authorization.k8s.io/v1/Role";
import type { IRoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding";
import type { IServiceAccount } from "kubernetes-models/v1/ServiceAccount";
import type { ScheduledScale } from "../../../2-check/deploy/scaling.ts";
import type { DeploymentModel } from "../model.ts";
import { labelsOf, metadata, namesOf } from "./names.ts";
import { commandOf, RESTRICTED, restrictedPod, runningImage } from "./pod.ts";

/** What changes the number of pods by the clock; versions of it are never written anew. */
const KUBECTL = "registry.k8s.io/kubectl:v1.34.1";

/** How long a Job that has ended can be looked at. */
const KEPT = 86_400; /* s */

/** Brings the database up to date; pods of the new version wait for it by starting again. */
export function migrationJob(model: DeploymentModel): IJob | undefined {
  if (!model.migrates) return undefined;
  const container = { ...runningImage(model, "migrate"), command: commandOf("migrate:run") };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: metadata(model, "migration", namesOf(model).migration),
    spec: {
      backoffLimit: 6,
      ttlSecondsAfterFinished: KEPT,
      template: {
        metadata: { labels: labelsOf(model, "migration") },
        spec: { ...restrictedPod(model.name), restartPolicy: "OnFailure", containers: [container] },
      },
    },
  };
}

/** Changes the number of pods by the clock, with the rights for just that. */
export function schedule(model: DeploymentModel): (ICronJob | IRole | IRoleBinding | IServiceAccount)[] {
  if (model.schedule.length === 0) return [];
  const { scheduler } = namesOf(model);
  const own = metadata(model, "scheduler", scheduler);
  const [group, resource] = scaledObject(model);
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: own, automountServiceAccountToken: false },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: own,
      rules: [
        {
          apiGroups: [group],
          resources: [resource],
          resourceNames: [model.name],
          verbs: ["get", "patch"],
        },
      ],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: own,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: scheduler },
      subjects: [{ kind: "ServiceAccount", name: scheduler, namespace: model.namespace }],
    },
    ...model.schedule.map((each) => scheduledScale(model, each)),
  ];
}

/** What has a number of pods: the Deployment, or what scales it, which would otherwise undo the change. */
function scaledObject({ autoscale }: DeploymentModel): [group: string, resource: string] {
  return autoscale === undefined ? ["apps", "deployments"] : ["autoscaling", "horizontalpodautoscalers"];
}

function scheduledScale(model: DeploymentModel, { name, cron, replicas }: ScheduledScale): ICronJob {
  const { scheduler } = namesOf(model);
  const [group, resource] = scaledObject(model);
  const spec = model.autoscale === undefined ? { replicas } : { minReplicas: replicas };
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: metadata(model, "scheduler", `${model.name}-${name}`.slice(0, 52).replace(/-+$/, "")),
    spec: {
      schedule: cron,
      concurrencyPolicy: "Forbid",
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 3,
          ttlSecondsAfterFinished: KEPT,
          template: {
            metadata: { labels: labelsOf(model, "scheduler") },
            spec: {
              ...restrictedPod(scheduler),
              // The only pods that talk to the cluster.
              automountServiceAccountToken: true,
              restartPolicy: "Never",
              containers: [
                {
                  name: "scale",
                  image: KUBECTL,
                  args: ["patch", `${resource}.${group}`, model.name, "--patch", JSON.stringify({ spec })],
                  resources: {
                    requests: { memory: "32Mi", cpu: "10m" },
                    limits: { memory: "128Mi", cpu: "200m" },
                  },
                  securityContext: {
                    ...RESTRICTED,
                    capabilities: { drop: [...RESTRICTED.capabilities.drop] },
                  },
                },
              ],
            },
          },
        },
      },
    },
  };
}
