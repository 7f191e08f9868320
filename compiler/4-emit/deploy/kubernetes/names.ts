import type { DeploymentModel } from "../model.ts";

/** What a bot's objects are called, and what they are known by. */
export interface Names {
  readonly config: string;
  /** Of the Secret that whoever runs the bot makes. */
  readonly secret: string;
  readonly headless: string;
  readonly migration: string;
  readonly scheduler: string;
}

/** The label that overlays set, so that several versions beside each other keep to their own pods. */
export const INSTANCE = "app.kubernetes.io/instance";

/** The label of the one Service of each set of pods under which their metrics are asked. */
export const ASKED = "furlow.dev/metrics";

export function namesOf({ name, tag }: DeploymentModel): Names {
  return {
    config: `${name}-config`,
    secret: `${name}-secrets`,
    headless: `${name}-pods`,
    // A Job cannot be changed: each version has its own.
    migration: `${name}-migrate-${tag}`,
    scheduler: `${name}-scheduler`,
  };
}

export type Component = "bot" | "migration" | "scheduler";

/** Labels by which pods are found; they stay as they are from version to version. */
export function selectorLabels({ name }: DeploymentModel, component: Component): Record<string, string> {
  return {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/component": component,
    [INSTANCE]: "main",
  };
}

/** All labels of an object. */
export function labelsOf(model: DeploymentModel, component: Component): Record<string, string> {
  return {
    ...selectorLabels(model, component),
    "app.kubernetes.io/version": model.tag,
    "app.kubernetes.io/managed-by": "furlow",
  };
}

/** What the manifests call an object. */
export function metadata(model: DeploymentModel, component: Component = "bot", name: string = model.name) {
  return { name, labels: labelsOf(model, component) };
}
