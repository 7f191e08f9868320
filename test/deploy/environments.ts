import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IStatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import { parse } from "yaml";
import type { ComposeFile } from "../../compiler/4-emit/deploy/compose/types.ts";
import type { Built } from "../build/project.ts";

/** What a YAML file in the output folder says. */
export const written = <T>({ folder }: Built, path: string) =>
  parse(readFileSync(join(folder, "dist", path), "utf8")) as T;

export type Variables = Readonly<Record<string, string>>;

/** The environment of a service as Compose makes it, with what `.env` says. */
export function composeEnvironment(built: Built, service: string, dotenv: Variables): Variables {
  const { services } = written<ComposeFile>(built, "compose.yaml");
  const entries = Object.entries(services[service]!.environment!).flatMap(([name, value]) => {
    if (value === null) return dotenv[name] === undefined ? [] : [[name, dotenv[name]] as const];
    const [, variable, otherwise] = /^\$\{(\w+):[-?](.*)\}$/.exec(value) ?? [];
    return [[name, variable === undefined ? value : (dotenv[variable] ?? otherwise!)] as const];
  });
  return Object.fromEntries(entries);
}

/** The environment of a pod as Kubernetes makes it, with what the Secret says. */
export function podEnvironment(built: Built, pod: string, secret: Variables): Variables {
  const { configMapGenerator } = written<{ configMapGenerator: { literals: string[] }[] }>(
    built,
    "k8s/base/kustomization.yaml",
  );
  const settings = configMapGenerator[0]!.literals.map((literal) => literal.split("="));
  const { spec } = written<IStatefulSet>(built, "k8s/base/statefulset.yaml");
  const own = spec!.template.spec!.containers[0]!.env!.flatMap(({ name, valueFrom }) => {
    const value = valueFrom?.fieldRef === undefined ? secret[name] : pod;
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...settings, ...own]);
}
