import { expect, onTestFinished, test } from "vitest";
import { knownSecrets } from "../../compiler/3-lower/logging.ts";
import { checkProject } from "../../compiler/index.ts";
import { SECRET_VARIABLES } from "../../runtime-lib/log/redact.ts";
import { modelOf } from "../deploy/model.ts";
import { describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** What is said of a list of outputs, each as `FUR4483 2:13 message`. */
function said(outputs: string): string[] {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const config = `logging:\n  outputs:\n${outputs.replace(/^/gm, "    ")}\n`;
  writeFiles(folder.path, { "furlow.yaml": 'version: "1"\nname: Bot\n', "furlow.config.yaml": config });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
  return diagnostics.map(
    (each) => `${describeDiagnostic(each).replace("furlow.config.yaml:", "")} ${each.message}`,
  );
}

/** As the scaling guide has it. */
const GUIDE = `- type: console
- type: file
  path: /var/log/furlow/bot.log
  rotate: daily
- type: loki
  url: "\${env.LOKI_URL}"`;

test.each([
  GUIDE,
  "- { type: file, path: a.log }\n- { type: file, path: b.log, rotate: size, size: 1.5MiB, keep: 0 }",
  "- { type: loki }",
  '- { type: loki, url: "http://loki:3100/", labels: { stage: "${env.STAGE}", n: 1 }, batch: 500, buffer: 5 }',
])("these outputs are in order: %s", (outputs) => {
  expect(said(outputs)).toEqual([]);
});

test.each([
  ["- console", "FUR1061 3:7 logging.outputs has to be a map with `type`, but it is text"],
  [
    "- { path: a.log }",
    "FUR1061 3:7 logging.outputs.type has to be console or file or loki, but it is missing",
  ],
  ["- { type: flie }", "FUR1061 3:15 logging.outputs.type has to be console or file or loki, but it is flie"],
  ["- { type: console, path: a.log }", "FUR1060 3:24 logging.outputs.path is not a configuration key"],
  ["- { type: file, rotate: daily }", "FUR1061 3:7 logging.outputs.path has to be a path, but it is missing"],
  [
    "- { type: file, path: a, rotate: weekly }",
    "FUR1061 3:38 logging.outputs.rotate has to be daily or hourly or size, but it is weekly",
  ],
  [
    "- { type: file, path: a, keep: -1 }",
    "FUR1061 3:36 logging.outputs.keep has to be a whole number from 0 to 10000, but it is -1",
  ],
  [
    "- { type: file, path: a, keep: many }",
    "FUR1061 3:36 logging.outputs.keep has to be a whole number from 0 to 10000, but it is many",
  ],
  [
    "- { type: file, path: a, rotate: size, size: 10 apples }",
    "FUR1061 3:50 logging.outputs.size has to be a size of at least 1KB, such as 10MB, but it is 10 apples",
  ],
  [
    "- { type: file, path: a, rotate: daily, size: 10MB }",
    "FUR3756 3:51 `logging.outputs.size` has no effect here: it counts only with `rotate: size`",
  ],
  [
    "- { type: loki, url: loki:3100 }",
    "FUR1061 3:26 logging.outputs.url has to be an address such as http://loki:3100, but it is loki:3100",
  ],
  [
    "- { type: loki, labels: { a-b: c } }",
    "FUR1061 3:31 logging.outputs.labels.a-b has to be a name of letters, digits and _, but it is a-b",
  ],
  [
    "- { type: loki, batch: soon }",
    "FUR1061 3:28 logging.outputs.batch has to be a duration such as 1s, but it is soon",
  ],
  ["- { type: file, path: a.log }\n- { type: file, path: a.log }", "FUR4460 4:7 the log goes to a.log twice"],
])("%s is refused with its place", (outputs, message) => {
  expect(said(outputs)).toEqual([message]);
});

test("the runtime knows the variables that hold credentials of any bot", () => {
  expect([...SECRET_VARIABLES]).toEqual([...knownSecrets()].sort());
});

const FILES = `logging: { outputs: [{ type: file, path: /var/log/furlow/bot.log }, { type: file, path: ./logs/b.log }] }\n`;

test("folders of the log are volumes of a bot that is shipped; of pods that come and go, ones of their own", () => {
  const single = modelOf(`${FILES}deploy: { name: single }\n`);
  expect(single.folders).toEqual(["/data/logs", "/var/log/furlow"]);
  expect(single.ownFolders).toEqual([]);
  const leased = modelOf(
    `${FILES}sharding: { enabled: true, assignment: lease, total_shards: 4 }\ndeploy: { name: leased, replicas: 2 }\n`,
  );
  expect(leased.folders).toEqual([]);
  expect(leased.ownFolders).toEqual(["/data/logs", "/var/log/furlow"]);
});
