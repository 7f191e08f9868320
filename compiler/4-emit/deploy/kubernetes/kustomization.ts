import { stringify } from "yaml";
import { yamlFile } from "../yaml.ts";
import { INSTANCE } from "./names.ts";

/** What the `kustomization.yaml` of a folder says. */
export interface Kustomization {
  readonly resources: readonly string[];
  readonly namespace?: string;
  /** Put behind the names of all objects. */
  readonly nameSuffix?: string;
  readonly labels?: readonly {
    readonly pairs: Record<string, string>;
    readonly includeSelectors: boolean;
    readonly fields?: readonly FieldSpec[];
  }[];
  readonly patches?: readonly { readonly target: { readonly kind: string }; readonly patch: string }[];
  readonly configMapGenerator?: readonly { readonly name: string; readonly literals: readonly string[] }[];
}

/** Where else than in objects of Kubernetes itself a label belongs. */
interface FieldSpec {
  readonly group: string;
  readonly kind: string;
  readonly path: string;
  readonly create: boolean;
}

const SELECTED = {
  group: "monitoring.coreos.com",
  kind: "ServiceMonitor",
  path: "spec/selector/matchLabels",
  create: true,
} as const satisfies FieldSpec;

/** The file, with what whoever applies it is to know. */
export function kustomizationFile(content: Kustomization, comment = ""): string {
  const head = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" };
  return yamlFile([{ ...head, ...content }], comment);
}

/** Objects of their own beside others of the same bot, under names and labels of their own. */
export function beside(name: string): Pick<Kustomization, "nameSuffix" | "labels"> {
  return {
    nameSuffix: `-${name}`,
    labels: [{ pairs: { [INSTANCE]: name }, includeSelectors: true, fields: [SELECTED] }],
  };
}

/** A change of the Deployment or StatefulSet that runs the bot. */
export function changedWorkload(
  kind: "deployment" | "statefulset",
  spec: object,
): Pick<Kustomization, "patches"> {
  const name = kind === "deployment" ? "Deployment" : "StatefulSet";
  const patch = { apiVersion: "apps/v1", kind: name, metadata: { name: "any" }, spec };
  return { patches: [{ target: { kind: name }, patch: stringify(patch) }] };
}
