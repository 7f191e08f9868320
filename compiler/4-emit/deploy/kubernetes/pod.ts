import type { IContainer } from "kubernetes-models/v1/Container";
import type { IEnvVar } from "kubernetes-models/v1/EnvVar";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";
import type { IProbe } from "kubernetes-models/v1/Probe";
import { APP_FOLDER, type DeploymentModel, graceSeconds, imageOf, USER_ID } from "../model.ts";
import { startupSeconds } from "../startup.ts";
import { namesOf, selectorLabels } from "./names.ts";

/** The bot's own container in its pods. */
export const CONTAINER = "bot";

/** How often a pod is asked whether it has started, in seconds. */
const STARTUP_PERIOD = 5;

/** The pods that run the bot. */
export function botPod(model: DeploymentModel): IPodSpec {
  const labelSelector = { matchLabels: selectorLabels(model, "bot") };
  const spread = { maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" as const, labelSelector };
  return {
    ...restrictedPod(model.name),
    terminationGracePeriodSeconds: graceSeconds(model),
    topologySpreadConstraints: [
      { ...spread, topologyKey: "kubernetes.io/hostname" },
      { ...spread, topologyKey: "topology.kubernetes.io/zone" },
    ],
    containers: [botContainer(model)],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "16Mi" } },
      // A StatefulSet has a claim for each pod instead.
      ...(model.kind === "statefulset"
        ? []
        : volumesOf(model).map(({ name, claim }) => ({ name, persistentVolumeClaim: { claimName: claim } }))),
      ...ownMounts(model).map(({ name }) => ({ name, emptyDir: {} })),
    ],
  };
}

/** What every pod has, whatever it runs: Kubernetes' level `restricted`. */
export function restrictedPod(serviceAccountName: string): Omit<IPodSpec, "containers"> {
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER_ID,
      runAsGroup: USER_ID,
      fsGroup: USER_ID,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
  };
}

/** What every container has. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
} as const satisfies object;

function botContainer(model: DeploymentModel): IContainer {
  const { health, metrics } = model;
  const volumes = volumesOf(model).map(({ name, folder }) => ({ name, mountPath: folder }));
  return {
    ...runningImage(model, CONTAINER),
    ports: [
      { name: "health", containerPort: health.port },
      ...(metrics === undefined ? [] : [{ name: "metrics", containerPort: metrics.port }]),
    ],
    startupProbe: probe("/startup", {
      periodSeconds: STARTUP_PERIOD,
      failureThreshold: Math.ceil(startupSeconds(model) / STARTUP_PERIOD),
    }),
    livenessProbe: probe("/live", { periodSeconds: 10, failureThreshold: 6 }),
    readinessProbe: probe("/ready", { periodSeconds: 5, failureThreshold: 2 }),
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }, ...volumes, ...ownMounts(model)],
  };
}

/** Folders that each pod has of its own. */
function ownMounts({ ownFolders }: DeploymentModel): { name: string; mountPath: string }[] {
  return ownFolders.map((folder, i) => ({ name: i === 0 ? "logs" : `logs-${i + 1}`, mountPath: folder }));
}

/** The image, with the settings and secrets that the bot reads. */
export function runningImage(model: DeploymentModel, name: string): IContainer {
  const { requests, limits } = model.resources;
  return {
    name,
    image: imageOf(model),
    imagePullPolicy: "IfNotPresent",
    envFrom: [{ configMapRef: { name: namesOf(model).config } }],
    env: environmentOf(model),
    resources: { requests: { ...requests }, limits: { ...limits } },
    securityContext: { ...RESTRICTED, capabilities: { drop: [...RESTRICTED.capabilities.drop] } },
  };
}

/** What only whoever runs the bot knows comes from the Secret, and each pod's place from its name. */
function environmentOf(model: DeploymentModel): IEnvVar[] {
  const { secret } = namesOf(model);
  const secrets = model.environment.map(({ name, required }) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key: name, ...(!required && { optional: true }) } },
  }));
  if (model.placement !== "fixed") return secrets;
  return [{ name: "SHARD_ID", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }, ...secrets];
}

function probe(path: string, often: Pick<IProbe, "periodSeconds" | "failureThreshold">): IProbe {
  return { httpGet: { path, port: "health" }, timeoutSeconds: 5, ...often };
}

/** A folder that the bot writes to, on a disk that outlives its pod. */
export interface Volume {
  readonly name: string;
  readonly claim: string;
  readonly folder: string;
}

export function volumesOf({ name, folders }: DeploymentModel): Volume[] {
  return folders.map((folder, i) => {
    const volume = i === 0 ? "files" : `files-${i + 1}`;
    return { name: volume, claim: `${name}-${volume}`, folder };
  });
}

/** The bundle's commands, run instead of the bot. */
export function commandOf(...args: readonly string[]): string[] {
  return ["node", `${APP_FOLDER}/bot.mjs`, ...args];
}
