import { spawnSync } from "node:child_process";
import { parseAllDocuments } from "yaml";
import { typeProblems } from "./type-problems.ts";

/** Whether Kustomize can be run here. */
export const hasKubectl = spawnSync("kubectl", ["kustomize", "--help"]).status === 0;

/** An object of Kubernetes, as far as all are alike. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly [key: string]: unknown;
}

export type Labels = Readonly<Record<string, string>>;

/** What an object has under a path, such as `spec.template.spec.containers.0.env`; undefined where there is nothing. */
export function at(object: unknown, path: string): unknown {
  let value = object;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

/** What applying a folder with a `kustomization.yaml` would apply. Throws what Kustomize says of a folder that is wrong. */
export function render(folder: string): KubernetesObject[] {
  const { status, stdout, stderr } = spawnSync("kubectl", ["kustomize", folder], { encoding: "utf8" });
  if (status !== 0 || stderr !== "")
    throw new Error(`kubectl kustomize ${folder} ended with ${status}: ${stderr}`);
  return parseAllDocuments(stdout).map((document) => document.toJS() as KubernetesObject);
}

/** What Kubernetes would have against objects: by its schemas first, then of fields that there are not. */
export async function problemsOf(objects: readonly KubernetesObject[]): Promise<string[]> {
  const bySchema = await Promise.all(objects.map(schemaProblem));
  return [...bySchema.flat(), ...unknownFields(objects)];
}

function packageOf({ apiVersion, kind }: KubernetesObject): string {
  const isMonitoring = apiVersion.startsWith("monitoring.coreos.com");
  return `${isMonitoring ? "@kubernetes-models/prometheus-operator" : "kubernetes-models"}/${apiVersion}/${kind}`;
}

type Model = new (object: object) => { validate(): void };

async function schemaProblem(object: KubernetesObject): Promise<string[]> {
  const { kind, metadata } = object;
  try {
    const models = (await import(/* @vite-ignore */ packageOf(object))) as Record<string, Model>;
    new models[kind]!(object).validate();
    return [];
  } catch (error) {
    return [`${kind} ${metadata.name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Each object becomes a literal of its type: TypeScript finds fields that the type does not have. */
function unknownFields(objects: readonly KubernetesObject[]): string[] {
  const lines = objects.map(
    (object, i) =>
      `import type { I${object.kind} as T${i} } from "${packageOf(object)}";\nexport const o${i}: T${i} = ${JSON.stringify(object)};`,
  );
  return typeProblems(lines.join("\n"));
}
