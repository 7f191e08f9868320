import { expect, onTestFinished, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const LEASED = "sharding: { enabled: true, assignment: lease, total_shards: 4 }\n";
const FIXED = "sharding: { enabled: true, total_shards: 4 }\n";
const HEAD = "deploy:\n  name: bot\n";

/** What is said of a configuration, each as `FUR4483 2:13 message`. */
function said(config: string): string[] {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  writeFiles(folder.path, { "furlow.yaml": 'version: "1"\nname: Bot\n', "furlow.config.yaml": config });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
  return diagnostics.map(
    (each) => `${describeDiagnostic(each).replace("furlow.config.yaml:", "")} ${each.message}`,
  );
}

test.each([
  `${HEAD}`,
  `${HEAD}  resources: { requests: { memory: 1Gi, cpu: 0.5 }, limits: { memory: 2Gi, cpu: 1 } }\n`,
  `${LEASED}${HEAD}  replicas: 4\n  autoscale: { min: 2, max: 4, cpu: 80 }\n`,
  `${LEASED}${HEAD}  schedule: [{ name: night, cron: "0 22 * * *", replicas: 1 }]\n`,
  `${FIXED}${HEAD}  replicas: 2\n  compose: { shards: 4 }\n  kubernetes: { kind: statefulset }\n`,
  `${FIXED}${HEAD}  image: localhost:5000/a/b-c/bot\n  namespace: bots\n`,
  // Health checks are on, so their port counts.
  `${HEAD}health: { port: 9000, host: 0.0.0.0 }\n`,
])("these settings fit together: %j", (config) => {
  expect(said(config)).toEqual([]);
});

test.each([
  ["deploy: { name: Bot! }\n", "FUR4480 1:17 deploy.name cannot be Bot!"],
  [
    `deploy: { name: ${"a".repeat(35)} }\n`,
    `FUR4480 1:17 deploy.name may have 34 characters, and ${"a".repeat(35)} has 35`,
  ],
  ["deploy: { namespace: kube.system }\n", "FUR4480 1:22 deploy.namespace cannot be kube.system"],
  [
    `deploy: { image: "r.example.org/bot@sha256:${"0".repeat(64)}" }\n`,
    `FUR4481 1:18 r.example.org/bot@sha256:${"0".repeat(64)} has a tag or a digest, which each build gives itself`,
  ],
  ["deploy: { image: Big/Bot }\n", "FUR4481 1:18 Big/Bot is no reference of an image"],
  [
    `${HEAD}health: { enabled: "\${env.HEALTH}" }\n`,
    "FUR4482 3:20 a bot that is shipped with `deploy` has to answer health checks",
  ],
  [
    `${HEAD}health: { host: 127.0.0.1 }\n`,
    "FUR4483 3:17 `health.host` does not fit: Kubernetes asks for the bot's health from outside of its container",
  ],
  [
    `${HEAD}  replicas: 2\n`,
    "FUR4483 3:13 `deploy.replicas` does not fit: without `sharding.enabled` all runs in one process, and a second one " +
      "would do everything again",
  ],
  [
    `${HEAD}  compose: { shards: 2 }\n`,
    "FUR4483 3:22 `deploy.compose.shards` does not fit: without `sharding.enabled` all runs in one process, and a second " +
      "one would do everything again",
  ],
  [
    `${FIXED}${HEAD}  autoscale: { min: 1, max: 4 }\n`,
    "FUR4483 4:14 `deploy.autoscale` does not fit: each pod of a StatefulSet has its shards by their number, so that pods " +
      "cannot come and go",
  ],
  [
    `${LEASED}state: { storage: { type: sqlite } }\n${HEAD}`,
    "FUR4483 2:27 `state.storage.type` does not fit: a file of SQLite belongs to one process, and here are several",
  ],
  [
    `${LEASED}${HEAD}  replicas: 5\n`,
    "FUR4483 4:13 `deploy.replicas` does not fit: the bot has 4 shards, so of 5 processes some have nothing to do",
  ],
  [
    `${LEASED}${HEAD}  autoscale: { min: 2, max: 5 }\n`,
    "FUR4483 4:14 `deploy.autoscale` does not fit: the bot has 4 shards, so of 5 processes some have nothing to do",
  ],
  [
    `${LEASED}${HEAD}  schedule: [{ name: day, cron: "0 8 * * *", replicas: 6 }]\n`,
    "FUR4483 4:13 `deploy.schedule` does not fit: the bot has 4 shards, so of 6 processes some have nothing to do",
  ],
  [
    `${LEASED}${HEAD}  schedule: [{ name: a, cron: "0 8 * * *", replicas: 1 }, { name: a, cron: "0 9 * * *", replicas: 2 }]\n`,
    "FUR4483 4:13 `deploy.schedule` does not fit: a is there twice",
  ],
  [
    `${LEASED}${HEAD}  autoscale: { min: 1, max: 2 }\n  schedule: [{ name: day, cron: "0 8 * * *", replicas: 3 }]\n`,
    "FUR4483 5:13 `deploy.schedule` does not fit: day has 3 pods, and `deploy.autoscale` at most 2",
  ],
  [
    `${FIXED}${HEAD}  compose: { shards: 3 }\n`,
    "FUR4483 4:22 `deploy.compose.shards` does not fit: the bot has 4 shards, and each service one of them",
  ],
  [
    `sharding: { enabled: "\${env.SHARDED}" }\n${HEAD}`,
    "FUR4483 1:22 `sharding.enabled` does not fit: manifests are written before the bot starts, when its value is not known",
  ],
  [
    `${LEASED.replace("4", "auto")}${HEAD}  autoscale: { min: 2, max: 5 }\n`,
    "FUR4484 4:14 whether the bot has as many shards as `deploy.autoscale` has pods is known only to Discord",
  ],
  [
    `${HEAD}  resources: { limits: { memory: lots } }\n`,
    "FUR1061 3:34 deploy.resources.limits.memory has to be an amount of memory such as 256Mi, but it is lots",
  ],
  [
    `${HEAD}  resources: { request: {} }\n`,
    "FUR1060 3:16 deploy.resources.request is not a configuration key",
  ],
  [
    `${LEASED}${HEAD}  autoscale: { min: 2 }\n`,
    "FUR1061 4:14 deploy.autoscale.max has to be a whole number of at least 2, but it is missing",
  ],
  [
    `${LEASED}${HEAD}  autoscale: { min: 2, max: 4, metric: shard_load }\n`,
    "FUR4483 4:14 `deploy.autoscale` does not fit: the bot serves no metrics",
  ],
  [
    `${LEASED}${HEAD}  schedule: [{ name: day, cron: "0 8 * *", replicas: 2 }]\n`,
    "FUR1061 4:33 deploy.schedule.cron has to be five fields of cron such as 0 8 * * 1-5, but it is 0 8 * *",
  ],
])("these do not: %j", (config, expected) => {
  expect(said(config)).toEqual([expected]);
});
