import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPodTemplateSpec } from "kubernetes-models/v1/PodTemplateSpec";
import { at, type KubernetesObject, type Labels } from "./kubernetes.ts";

interface Pod {
  readonly of: string;
  readonly kind: string;
  readonly template: IPodTemplateSpec;
}

/** The pods that objects make. */
function podsOf(objects: readonly KubernetesObject[]): Pod[] {
  return objects.flatMap((object): Pod[] => {
    const { kind, metadata } = object;
    const path = kind === "CronJob" ? "spec.jobTemplate.spec.template" : "spec.template";
    const template = at(object, path) as IPodTemplateSpec | undefined;
    return template === undefined ? [] : [{ of: `${kind} ${metadata.name}`, kind, template }];
  });
}

/** Names of what nobody is to read in a manifest. */
const SECRET = /TOKEN|SECRET|PASSWORD|_URL$|KEY/;

/** What a careful cluster would refuse: each as `Deployment bot: runs as root`. */
export function violationsOf(objects: readonly KubernetesObject[]): string[] {
  const ofPods = podsOf(objects).flatMap((pod) => violationsOfPod(pod).map((what) => `${pod.of}: ${what}`));
  const ofSettings = objects.flatMap((object) => {
    const { kind, metadata } = object;
    if (kind === "Secret") return [`Secret ${metadata.name}: is in plain text`];
    const names = kind === "ConfigMap" ? Object.keys(at(object, "data") as Labels) : [];
    return names
      .filter((name) => SECRET.test(name))
      .map((name) => `${metadata.name}: ${name} is in plain text`);
  });
  return [...ofPods, ...ofSettings];
}

function violationsOfPod({ kind, template }: Pod): string[] {
  const { securityContext, automountServiceAccountToken, containers } = template.spec!;
  const found: string[] = [];
  const { runAsNonRoot, runAsUser = 0, seccompProfile } = securityContext ?? {};
  if (runAsNonRoot !== true || runAsUser <= 0) found.push("runs as root");
  if (seccompProfile?.type !== "RuntimeDefault") found.push("has no seccomp profile");
  // What scales by the clock talks to the cluster, and nobody else.
  if (automountServiceAccountToken !== false && kind !== "CronJob") found.push("has a token of the cluster");
  const stays = kind === "Deployment" || kind === "StatefulSet";
  return [...found, ...containers.flatMap((each) => violationsOfContainer(each, stays))];
}

/** A tag that says what is in the image, a version, or a digest. */
const FIXED_IMAGE = /(@sha256:[0-9a-f]{64}|:(b[0-9a-f]{12}|v\d+\.\d+\.\d+))$/;

const PROBES = ["startupProbe", "livenessProbe", "readinessProbe"] as const;

function violationsOfContainer(container: IContainer, stays: boolean): string[] {
  const { securityContext = {}, resources = {}, image = "", env = [] } = container;
  const found: string[] = [];
  if (securityContext.allowPrivilegeEscalation !== false) found.push("may get more rights");
  if (securityContext.readOnlyRootFilesystem !== true) found.push("can write to its root");
  if (!securityContext.capabilities?.drop?.includes("ALL")) found.push("has capabilities");
  for (const group of ["requests", "limits"] as const)
    for (const name of ["cpu", "memory"])
      if (resources[group]?.[name] === undefined) found.push(`has no ${group} of ${name}`);
  for (const probe of stays ? PROBES : []) if (container[probe] === undefined) found.push(`has no ${probe}`);
  if (!FIXED_IMAGE.test(image)) found.push(`${image} has a mutable tag`);
  for (const { name, value } of env)
    if (value !== undefined && SECRET.test(name)) found.push(`${name} is in plain text`);
  return found;
}

const SELECTORS = ["spec.selector.matchLabels", "spec.podSelector.matchLabels", "spec.selector"];

/** What a selector may find. */
interface Found {
  readonly what: string;
  readonly kind: string;
  readonly labels: Labels | undefined;
}

/** Selectors that find nothing, or something else than they are for: each as `Service bot finds nothing`. */
export function straySelectors(objects: readonly KubernetesObject[]): string[] {
  const pods = podsOf(objects).map(
    ({ kind, of, template }): Found => ({ what: of, kind, labels: template.metadata?.labels }),
  );
  const services = objects
    .filter(({ kind }) => kind === "Service")
    .map(
      ({ kind, metadata }): Found => ({ what: `Service ${metadata.name}`, kind, labels: metadata.labels }),
    );
  return objects.flatMap((object) => {
    const selector = SELECTORS.map((path) => at(object, path)).find((each) => each !== undefined);
    if (selector === undefined) return [];
    const wanted = Object.entries(selector as Labels);
    const isMonitor = object.kind === "ServiceMonitor";
    const found = (isMonitor ? services : pods).filter(({ labels }) =>
      wanted.every(([key, value]) => labels?.[key] === value),
    );
    const right = isMonitor ? ["Service"] : ["Deployment", "StatefulSet"];
    const isRight = found.length === 1 && right.includes(found[0]!.kind);
    const what = found.map((each) => each.what).join(", ") || "nothing";
    return isRight ? [] : [`${object.kind} ${object.metadata.name} finds ${what}`];
  });
}

/** Names of objects that others rely on and that are not there; Secrets are whoever's who runs the bot. */
export function missingObjects(objects: readonly KubernetesObject[]): string[] {
  const there = new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
  const wanted = podsOf(objects).flatMap(({ template }) => {
    const { serviceAccountName, containers, volumes = [] } = template.spec!;
    const settings = containers.flatMap(({ envFrom = [] }) => envFrom.map((each) => each.configMapRef?.name));
    const claims = volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
    return [
      `ServiceAccount ${serviceAccountName}`,
      ...settings.map((name) => `ConfigMap ${name}`),
      ...claims.map((name) => `PersistentVolumeClaim ${name}`),
    ];
  });
  for (const object of objects) {
    const target = at(object, "spec.scaleTargetRef") as { kind: string; name: string } | undefined;
    if (target !== undefined) wanted.push(`${target.kind} ${target.name}`);
    const service = at(object, "spec.serviceName");
    if (service !== undefined) wanted.push(`Service ${service}`);
  }
  return [...new Set(wanted)].filter((name) => !there.has(name));
}
