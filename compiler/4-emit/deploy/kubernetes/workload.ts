import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import type { IStatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import type { IPersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";
import type { IPersistentVolumeClaimSpec } from "kubernetes-models/v1/PersistentVolumeClaimSpec";
import type { DeploymentModel } from "../model.ts";
import { startupSeconds } from "../startup.ts";
import { labelsOf, metadata, namesOf, selectorLabels } from "./names.ts";
import { botPod, volumesOf } from "./pod.ts";

/** A file of state, and sessions: the least that disks come in. */
const CLAIM: IPersistentVolumeClaimSpec = {
  accessModes: ["ReadWriteOnce"],
  resources: { requests: { storage: "1Gi" } },
};

/** Pods that share the shards by leases, a new one beginning before an old one ends; or a single one. */
export function deployment(model: DeploymentModel): IDeployment {
  const { replicas, autoscale, placement } = model;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(model),
    spec: {
      // Where it is scaled by load, applying the manifests again changes nothing of the number.
      ...(autoscale === undefined && { replicas }),
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: startupSeconds(model) + 120,
      selector: { matchLabels: selectorLabels(model, "bot") },
      strategy:
        placement === "leased"
          ? { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
          : // Two at the same time would do everything twice.
            { type: "Recreate" },
      template: { metadata: { labels: labelsOf(model, "bot") }, spec: botPod(model) },
    },
  };
}

/** Pods that have their shards by their number. */
export function statefulSet(model: DeploymentModel): IStatefulSet {
  const claims = volumesOf(model);
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadata(model),
    spec: {
      serviceName: namesOf(model).headless,
      replicas: model.replicas,
      revisionHistoryLimit: 5,
      podManagementPolicy: "Parallel",
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      selector: { matchLabels: selectorLabels(model, "bot") },
      template: { metadata: { labels: labelsOf(model, "bot") }, spec: botPod(model) },
      ...(claims.length > 0 && {
        volumeClaimTemplates: claims.map(({ name }) => ({
          apiVersion: "v1",
          kind: "PersistentVolumeClaim",
          metadata: { name },
          spec: CLAIM,
        })),
      }),
    },
  };
}

/** The disks of a Deployment's pod. */
export function volumeClaims(model: DeploymentModel): IPersistentVolumeClaim[] {
  if (model.kind === "statefulset") return [];
  return volumesOf(model).map(({ claim }) => ({
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: metadata(model, "bot", claim),
    spec: CLAIM,
  }));
}
