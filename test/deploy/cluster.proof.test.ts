import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { stringify } from "yaml";
import { kubernetesFiles } from "../../compiler/4-emit/deploy/kubernetes/index.ts";
import { at, type KubernetesObject, render } from "../support/kubernetes.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { FIXED, modelOf, SCALED, SINGLE_FILES, WATCHED } from "./model.ts";

vi.setConfig({ testTimeout: 300_000 /* ms */ });

/** The cluster that `KUBECONFIG` names, which gets namespaces of its own for a while. */
const isGiven = process.env["KUBECONFIG"] !== undefined;

if (!isGiven)
  console.warn("NOT PROVEN: KUBECONFIG names no cluster, so the Kubernetes manifests are applied to none");

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

function kubectl(args: readonly string[], input?: string): Outcome {
  const { status, stdout, stderr } = spawnSync("kubectl", args, { encoding: "utf8", input });
  return { status, output: `${stdout}${stderr}` };
}

/** Minor version of a server: 1.20 takes older versions of some objects, and knows fewer fields. */
function serverMinor(): number {
  const { output } = kubectl(["get", "--raw", "/version"]);
  return Number.parseInt((JSON.parse(output) as { minor: string }).minor, 10);
}

/** The same for a server that is older than what is written. */
function forServer(object: KubernetesObject, minor: number): KubernetesObject {
  if (minor >= 27) return object;
  const { apiVersion, kind } = object;
  const older: Readonly<Record<string, string>> = {
    "autoscaling/v2": "autoscaling/v2beta2",
    "policy/v1": "policy/v1beta1",
    "batch/v1": kind === "CronJob" ? "batch/v1beta1" : "batch/v1",
  };
  const copy = structuredClone(object);
  for (const [path, field] of [
    ["spec", "unhealthyPodEvictionPolicy"],
    ["spec", "persistentVolumeClaimRetentionPolicy"],
    ["spec.jobTemplate.spec", "podReplacementPolicy"],
    ["spec", "timeZone"],
  ] as const) {
    const holder = at(copy, path) as Record<string, unknown> | undefined;
    if (holder !== undefined) delete holder[field];
  }
  return { ...copy, apiVersion: older[apiVersion] ?? apiVersion };
}

/** Every overlay of a bot. */
function overlaysOf(config: string): Map<string, KubernetesObject[]> {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  writeFiles(folder.path, kubernetesFiles(modelOf(config, { hasMigrations: true })));
  const overlays = join(folder.path, "k8s/overlays");
  const paths = readdirSync(overlays, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("kustomization.yaml"))
    .map((path) => dirname(path));
  return new Map(paths.map((path) => [path, render(join(overlays, path))]));
}

const file = (objects: readonly KubernetesObject[]) => objects.map((each) => stringify(each)).join("---\n");

/** What of the Prometheus operator's a cluster does not have cannot be applied to it. */
function known(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const { output } = kubectl(["api-resources", "--no-headers"]);
  return objects.filter(
    ({ kind, apiVersion }) => !apiVersion.startsWith("monitoring.") || output.includes(kind),
  );
}

describe.runIf(isGiven)("a real Kubernetes", () => {
  test.each(Object.entries({ SCALED, WATCHED, FIXED, SINGLE_FILES }))(
    "takes every overlay of %s",
    (_, config) => {
      const minor = serverMinor();
      for (const [path, objects] of overlaysOf(config)) {
        const namespace = objects[0]!.metadata.namespace!;
        if (namespace !== "default") kubectl(["create", "namespace", namespace]);
        const applied = known(objects).map((object) => forServer(object, minor));
        expect(applied.length).toBeGreaterThan(4);
        const { status, output } = kubectl(["apply", "--validate=true", "-f", "-"], file(applied));
        expect(status, `${path}: ${output}`).toBe(0);
        expect(output.trim().split("\n"), path).toHaveLength(applied.length);
        kubectl(["delete", "--ignore-not-found", "--wait=false", "-f", "-"], file(applied));
      }
    },
  );

  test("does not take one with a mistake", () => {
    const objects = overlaysOf(SINGLE_FILES).get("rolling")!;
    const typo = file(objects).replace("terminationGracePeriodSeconds", "terminationGracePeriodSecond");
    const { status, output } = kubectl(["apply", "--validate=true", "--dry-run=server", "-f", "-"], typo);
    expect(status).not.toBe(0);
    expect(output).toContain("terminationGracePeriodSecond");
  });
});
