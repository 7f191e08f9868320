import type { DeploymentModel } from "../model.ts";
import { beside, changedWorkload, type Kustomization } from "./kustomization.ts";
import { CONTAINER } from "./pod.ts";

/** A way of bringing out a version: what is applied for it, and how. */
export interface Overlay {
  /** Path below `overlays`. */
  readonly path: string;
  readonly kustomization: Kustomization;
  /** For whoever applies it. */
  readonly comment: string;
}

/** The ways of bringing out a version that there are for a bot. */
export function overlaysOf(model: DeploymentModel): Overlay[] {
  return [rolling(model), ...canary(model), ...blueGreen(model)];
}

/** What happens to the old version and the new one, by where shards run. */
const ROLLING = {
  leased: "A pod of the new version takes over its share of the shards before one of the old version ends.",
  fixed: "One pod after another ends and starts again in the new version; its shards go on where they were.",
  single: "The old version ends before the new one starts: two at once would do everything twice.",
} as const;

function rolling(model: DeploymentModel): Overlay {
  const { placement, kind, name, namespace } = model;
  const comment = [
    ROLLING[placement],
    "  kubectl apply -k .",
    `  kubectl -n ${namespace} rollout status ${kind}/${name}`,
    "Back: apply the folder of the version before.",
  ];
  const resources = ["../../base", ...scaling(model, "../..")];
  return { path: "rolling", kustomization: { resources }, comment: comment.join("\n") };
}

function scaling({ autoscale, schedule }: DeploymentModel, up: string): string[] {
  return [
    ...(autoscale === undefined ? [] : [`${up}/autoscale`]),
    ...(schedule.length === 0 ? [] : [`${up}/schedule`]),
  ];
}

/** One pod with one shard. */
const CANARY = {
  replicas: 1,
  template: {
    spec: { containers: [{ name: CONTAINER, env: [{ name: "FURLOW_MAX_SHARDS", value: "1" }] }] },
  },
} as const;

/** The new version for a part of the shards; a single process has no parts. */
function canary({ placement, kind, replicas, name }: DeploymentModel): Overlay[] {
  const resources = ["../../base"];
  if (placement === "leased") {
    const kustomization = { resources, ...beside("canary"), ...changedWorkload(kind, CANARY) };
    const comment = [
      "One pod of this version beside those that run: it takes over one of the shards.",
      "  kubectl apply -k .",
      "On: apply overlays/rolling, then `kubectl delete -k .`. Back: `kubectl delete -k .`.",
    ];
    return [{ path: "canary", kustomization, comment: comment.join("\n") }];
  }
  if (placement === "single" || replicas < 2) return [];
  const partition = replicas - 1;
  const change = changedWorkload(kind, { updateStrategy: { rollingUpdate: { partition } } });
  const comment = [
    `Only the last pod, ${name}-${partition}, gets this version.`,
    "  kubectl apply -k .",
    "On: apply overlays/rolling. Back: apply overlays/rolling of the version before.",
  ];
  return [{ path: "canary", kustomization: { resources, ...change }, comment: comment.join("\n") }];
}

/**
 * Two whole sets of pods, of which one is to have the shards. Where they share by leases both may run for a while; else the
 * new one waits without pods, since two would do everything twice. Files on a disk do not go from one set to the other.
 */
function blueGreen(model: DeploymentModel): Overlay[] {
  if (model.folders.length > 0) return [];
  return [coloured(model, "blue", "green"), coloured(model, "green", "blue")];
}

function coloured(model: DeploymentModel, color: string, other: string): Overlay {
  const { placement, kind, replicas, name, namespace } = model;
  const isShared = placement === "leased";
  const scale = (which: string, count: number) =>
    `  kubectl -n ${namespace} scale ${kind}/${name}-${which} --replicas=${count}`;
  const comment = isShared
    ? [
        `This version as ${color} beside ${other}: they share the shards until ${other} has no pods.`,
        "  kubectl apply -k .",
        `  kubectl -n ${namespace} rollout status ${kind}/${name}-${color}`,
        `  kubectl delete -k ../${other}`,
        `Back: apply ../${other} of the version before, then \`kubectl delete -k .\`.`,
      ]
    : [
        `This version as ${color}, which gets its pods when ${other} has none: shards go on where they were.`,
        "  kubectl apply -k .",
        scale(other, 0),
        scale(color, replicas),
        `Back: the same with ${color} and ${other} exchanged.`,
      ];
  const up = "../../..";
  const kustomization = {
    resources: [`${up}/base`, ...(model.autoscale === undefined ? [] : [`${up}/autoscale`])],
    ...beside(color),
    ...(isShared ? {} : changedWorkload(kind, { replicas: 0 })),
  };
  return { path: `blue-green/${color}`, kustomization, comment: comment.join("\n") };
}
