import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { kubernetesFiles } from "../../compiler/4-emit/deploy/kubernetes/index.ts";
import type { Rule } from "../../compiler/4-emit/deploy/monitoring/rules.ts";
import { at, hasKubectl, type KubernetesObject, problemsOf, render } from "../support/kubernetes.ts";
import { missingObjects, straySelectors, violationsOf } from "../support/kubernetes-policy.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { FIXED, FIXED_FILES, LEASED, modelOf, SCALED, SINGLE, SINGLE_FILES, WATCHED } from "./model.ts";

vi.setConfig({ hookTimeout: 180_000 /* ms: each overlay is a process */ });

if (!hasKubectl)
  console.warn("NOT TESTED: there is no kubectl here, so the Kubernetes manifests are not rendered");

/** Everything that can be applied: the base, and the overlays by their path. */
function applied(k8s: string): Record<string, KubernetesObject[]> {
  const folders = readdirSync(join(k8s, "overlays"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("kustomization.yaml"))
    .map((path) => dirname(path))
    .sort();
  return Object.fromEntries([
    ["base", render(join(k8s, "base"))],
    ...folders.map((path) => [path, render(join(k8s, "overlays", path))] as const),
  ]);
}

const names = (objects: readonly KubernetesObject[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`.replace(/-config-\w{10}/, "-config")).sort();

const one = (objects: readonly KubernetesObject[], kind: string) =>
  objects.find((each) => each.kind === kind)!;

const CONTAINER = "spec.template.spec.containers.0";

interface Case {
  readonly config: string;
  readonly hasMigrations?: boolean;
  readonly overlays: readonly string[];
}

const ALL = ["blue-green/blue", "blue-green/green", "canary", "rolling"];

const BOTS = {
  leased: { config: LEASED, overlays: ALL },
  scaled: { config: SCALED, hasMigrations: true, overlays: ALL },
  watched: { config: WATCHED, overlays: ALL },
  fixed: { config: FIXED, overlays: ALL },
  "fixed with files": { config: FIXED_FILES, overlays: ["canary", "rolling"] },
  single: { config: SINGLE, overlays: ALL.filter((path) => path !== "canary") },
  "single with files": { config: SINGLE_FILES, overlays: ["rolling"] },
} as const satisfies Record<string, Case>;

type Bot = keyof typeof BOTS;

type Sets = Readonly<Record<string, readonly KubernetesObject[]>>;

describe.runIf(hasKubectl)("the Kubernetes manifests", () => {
  const folder = temporaryFolder();
  const rendered = new Map<Bot, Sets>();
  beforeAll(() => {
    for (const [i, [bot, each]] of Object.entries(BOTS).entries()) {
      const { config, hasMigrations = false }: Case = each;
      const path = join(folder.path, String(i));
      writeFiles(path, kubernetesFiles(modelOf(config, { hasMigrations })));
      rendered.set(bot as Bot, applied(join(path, "k8s")));
    }
  });
  afterAll(() => folder.remove());
  const of = (bot: Bot, path = "base") => rendered.get(bot)![path]!;

  test("are what Kubernetes takes, and a careful cluster lets in", async () => {
    expect(rendered.size).toBe(Object.keys(BOTS).length);
    expect(await problemsOf([...rendered.values()].flatMap((sets) => Object.values(sets).flat()))).toEqual(
      [],
    );
    for (const [bot, sets] of rendered) {
      expect(Object.keys(sets)).toEqual(["base", ...BOTS[bot].overlays]);
      for (const [path, objects] of Object.entries(sets)) {
        expect(violationsOf(objects), `${bot}, ${path}`).toEqual([]);
        expect(straySelectors(objects), `${bot}, ${path}`).toEqual([]);
        expect(missingObjects(objects), `${bot}, ${path}`).toEqual([]);
      }
    }
  });

  test("with a mistake are not: the same checks find it", async () => {
    const broken = (change: (deployment: IDeployment) => void): KubernetesObject[] => {
      const copy = structuredClone(of("leased"));
      change(one(copy, "Deployment") as unknown as IDeployment);
      return [...copy];
    };
    const typo = broken(({ spec }) =>
      Object.assign(spec!.template.spec!, { terminationGracePeriodSecond: 30 }),
    );
    const kind = broken(({ spec }) => Object.assign(spec!, { minReadySeconds: "ten" }));
    const problems = await problemsOf([one(typo, "Deployment"), one(kind, "Deployment")]);
    expect(problems[0]).toMatch(/^Deployment leased: .*minReadySeconds/);
    expect(problems.slice(1).join("\n")).toMatch(/'"terminationGracePeriodSecond"' does not exist in type/);
    const careless = broken(({ spec }) => {
      const { securityContext, containers } = spec!.template.spec!;
      const [container] = containers;
      securityContext!.runAsNonRoot = false;
      delete container!.livenessProbe;
      delete container!.resources!.limits!["memory"];
      container!.image = "registry.example.org/team/bot:latest";
      container!.env!.push({ name: "DISCORD_TOKEN", value: "abc" });
    });
    expect(violationsOf(careless)).toEqual([
      "Deployment leased: runs as root",
      "Deployment leased: has no limits of memory",
      "Deployment leased: has no livenessProbe",
      "Deployment leased: registry.example.org/team/bot:latest has a mutable tag",
      "Deployment leased: DISCORD_TOKEN is in plain text",
    ]);
    const lost = broken(({ spec }) => {
      spec!.template.metadata!.labels!["app.kubernetes.io/instance"] = "other";
    });
    expect(straySelectors(lost)).toContain("Service leased finds nothing");
    expect(missingObjects(of("leased").filter((each) => each.kind !== "ServiceAccount"))).toEqual([
      "ServiceAccount leased",
    ]);
  });

  test("of a bot whose shards are shared replace no pod before another one is ready", () => {
    expect(names(of("leased"))).toEqual([
      "ConfigMap leased-config",
      "Deployment leased",
      "NetworkPolicy leased",
      "PodDisruptionBudget leased",
      "Service leased",
      "ServiceAccount leased",
    ]);
    const workload = one(of("leased"), "Deployment");
    expect(workload.metadata.namespace).toBe("bots");
    expect(at(workload, "spec")).toMatchObject({
      replicas: 3,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: { spec: { terminationGracePeriodSeconds: 30 } },
    });
    expect(at(one(of("leased"), "ConfigMap"), "data")).toEqual({
      FURLOW_ASSIGNMENT: "lease",
      HEALTH_PORT: "8080",
    });
    const secret = (name: string, rest = {}) => ({
      name,
      valueFrom: { secretKeyRef: { name: "leased-secrets", key: name, ...rest } },
    });
    expect(at(workload, `${CONTAINER}.env`)).toEqual([
      secret("DATABASE_URL"),
      secret("DISCORD_TOKEN"),
      secret("REDIS_URL"),
      ...["DISCORD_REST_PROXY", "FURLOW_EGRESS_ADDRESS", "GREETING", "LOG_LEVEL"].map((name) =>
        secret(name, { optional: true }),
      ),
    ]);
    expect(one(of("leased", "canary"), "Deployment")).toMatchObject({
      metadata: { name: "leased-canary" },
      spec: { replicas: 1 },
    });
    expect(at(one(of("leased", "canary"), "Deployment"), `${CONTAINER}.env`)).toContainEqual({
      name: "FURLOW_MAX_SHARDS",
      value: "1",
    });
    expect(JSON.stringify(of("leased", "rolling"))).not.toContain("FURLOW_MAX_SHARDS");
    expect(one(of("leased", "blue-green/green"), "Deployment")).toMatchObject({
      metadata: { name: "leased-green" },
      spec: { replicas: 3 },
    });
  });

  test("scale by load and by the clock, with the rights for just that, and migrate the database", () => {
    const rolling = of("scaled", "rolling");
    const added = names(rolling).filter((name) => !names(of("scaled")).includes(name));
    expect(added).toEqual([
      "CronJob leased-day",
      "CronJob leased-night",
      "HorizontalPodAutoscaler leased",
      "Role leased-scheduler",
      "RoleBinding leased-scheduler",
      "ServiceAccount leased-scheduler",
    ]);
    expect(names(of("scaled", "canary"))).toContain("Job leased-migrate-b0123456789ab-canary");
    expect(at(one(rolling, "Deployment"), "spec.replicas")).toBeUndefined();
    expect(at(one(rolling, "HorizontalPodAutoscaler"), "spec")).toMatchObject({
      minReplicas: 2,
      maxReplicas: 8,
    });
    expect(at(one(rolling, "Role"), "rules")).toEqual([
      {
        apiGroups: ["autoscaling"],
        resources: ["horizontalpodautoscalers"],
        resourceNames: ["leased"],
        verbs: ["get", "patch"],
      },
    ]);
    expect(at(one(rolling, "CronJob"), "spec.jobTemplate.spec.template.spec.containers.0.args")).toEqual([
      "patch",
      "horizontalpodautoscalers.autoscaling",
      "leased",
      "--patch",
      '{"spec":{"minReplicas":5}}',
    ]);
    expect(at(one(rolling, "Job"), `${CONTAINER}.command`)).toEqual(["node", "/app/bot.mjs", "migrate:run"]);
  });

  test("of a bot whose shards have places name its pods, and replace the last one first", () => {
    expect(names(of("fixed"))).toContain("Service fixed-pods");
    const workload = one(of("fixed"), "StatefulSet");
    expect(at(workload, "spec")).toMatchObject({
      replicas: 4,
      podManagementPolicy: "Parallel",
      serviceName: "fixed-pods",
      template: { spec: { terminationGracePeriodSeconds: 55 } },
    });
    expect(at(workload, `${CONTAINER}.env.0`)).toEqual({
      name: "SHARD_ID",
      valueFrom: { fieldRef: { fieldPath: "metadata.name" } },
    });
    expect(at(one(of("fixed"), "ConfigMap"), "data")).toEqual({
      FURLOW_ASSIGNMENT: "static",
      FURLOW_PROCESSES: "4",
      HEALTH_PORT: "8080",
    });
    const canary = one(of("fixed", "canary"), "StatefulSet");
    expect(at(canary, "spec.updateStrategy.rollingUpdate.partition")).toBe(3);
    expect(at(one(of("fixed", "blue-green/blue"), "StatefulSet"), "spec.replicas")).toBe(0);
  });

  test("of a single process never run two, and keep its files", () => {
    const single = of("single with files");
    expect(at(one(single, "Deployment"), "spec")).toMatchObject({
      replicas: 1,
      strategy: { type: "Recreate" },
    });
    expect(one(single, "PersistentVolumeClaim").metadata.name).toBe("single-files-files");
    const mounts = (objects: readonly KubernetesObject[], kind: string) =>
      at(one(objects, kind), `${CONTAINER}.volumeMounts`);
    expect(mounts(single, "Deployment")).toContainEqual({ name: "files", mountPath: "/data/db" });
    const sharded = of("fixed with files");
    expect(at(one(sharded, "StatefulSet"), "spec.volumeClaimTemplates.0.metadata.name")).toBe("files");
    expect(mounts(sharded, "StatefulSet")).toContainEqual({
      name: "files",
      mountPath: "/data/.furlow/sessions",
    });
  });

  test("let the bot reach what it uses, and nothing else of the cluster", () => {
    const policy = one(of("leased"), "NetworkPolicy");
    const tcp = (port: number) => ({ protocol: "TCP", port });
    expect(at(policy, "spec.ingress")).toEqual([{ ports: [tcp(8080)] }]);
    expect(at(policy, "spec.egress.0")).toEqual({ ports: [{ protocol: "UDP", port: 53 }, tcp(53)] });
    expect(at(policy, "spec.egress.1.to.0.ipBlock.except")).toContain("169.254.0.0/16");
    expect(at(policy, "spec.egress.2")).toEqual({ ports: [tcp(6379), tcp(5432)] });
    expect(names(of("single"))).not.toContain("NetworkPolicy my-bot");
    expect(at(one(of("single"), "Service"), "spec.ports")).toEqual([
      { name: "health", port: 9000, targetPort: "health" },
    ]);
  });

  test("have a bot watched that serves metrics, each set of pods by itself", () => {
    const rolling = of("watched", "rolling");
    expect(at(one(rolling, "Service"), "spec.ports.1")).toEqual({
      name: "metrics",
      port: 9464,
      targetPort: "metrics",
    });
    const selected = (objects: readonly KubernetesObject[]) =>
      at(one(objects, "ServiceMonitor"), "spec.selector.matchLabels") as Record<string, string>;
    for (const path of ["rolling", "canary", "blue-green/green"]) {
      const objects = of("watched", path);
      const { labels } = one(objects, "Service").metadata;
      expect(labels, path).toMatchObject(selected(objects));
    }
    expect(selected(rolling)).not.toEqual(selected(of("watched", "canary")));
    const [rule] = at(one(rolling, "PrometheusRule"), "spec.groups.0.rules") as Rule[];
    expect(rule).toMatchObject({
      alert: "FurlowBotDown",
      labels: { severity: "critical", bot: "leased" },
      annotations: { runbook_url: "https://runbooks.example.org/bots/FurlowBotDown.md" },
    });
    expect(at(one(rolling, "HorizontalPodAutoscaler"), "spec.metrics")).toEqual([
      {
        type: "Pods",
        pods: {
          metric: { name: "furlow_shard_load" },
          target: { type: "AverageValue", averageValue: "650m" },
        },
      },
    ]);
  });
});
