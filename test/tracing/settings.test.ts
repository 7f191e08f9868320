import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { build, upToDate } from "../../compiler/index.ts";
import { type Built, buildFiles, buildFolder, run, simulator } from "../build/project.ts";
import { modelOf } from "../deploy/model.ts";
import { REPOSITORY } from "../support/build.ts";
import { eventually } from "../support/eventually.ts";
import { Collector } from "../support/servers/collector.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { tracedTo } from "./traced.ts";

const DOCUMENT = `version: "1"
name: Settings
commands:
  - { name: hi, description: Hi, actions: [{ reply: Hello }] }
`;
const FILES = {
  "furlow.yaml": DOCUMENT,
  "furlow.config.yaml": "analytics: { tracing: { enabled: true } }\n",
};
const ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
const ADDRESS = "http://127.0.0.1:4318";

const cleanUp: (() => void | Promise<void>)[] = [];
let built: Built;

beforeAll(async () => {
  built = await buildFiles(FILES, (done) => void cleanUp.push(done));
});

afterAll(async () => {
  for (const done of cleanUp) await done();
});

/** Starts the bot and uses its command; gives what it logged until it has ended with exit code 0. */
async function use(environment: Readonly<Record<string, string>>, bundle = built) {
  const sim = await simulator({ interactionTimeout: 60_000 });
  const bot = await run(bundle, sim, undefined, environment);
  const { interactionId } = await sim.control.slash({ command: "hi" });
  await sim.control.waitForResponse(interactionId, { timeout: 40_000 });
  expect(await bot.stop()).toBe(0);
  expect(bot.noise).toEqual([]);
  return bot.log;
}

/** Builds a document, with an environment for the build. */
async function buildIn(folder: string, environment: Readonly<Record<string, string>>) {
  const outcome = await build({ entry: "furlow.yaml", cwd: folder, environment });
  return Object.keys(outcome.report?.sizes ?? {}).includes("tracing.mjs");
}

test("there is a file for it only in a build that is traced: by its configuration, or the environment of the build", async () => {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  writeFiles(folder.path, { "furlow.yaml": DOCUMENT });
  expect(await buildIn(folder.path, {})).toBe(false);
  expect(existsSync(join(folder.path, "dist/tracing.mjs"))).toBe(false);
  const current = (environment: Readonly<Record<string, string>>) =>
    upToDate(folder.path, join(folder.path, "furlow.yaml"), join(folder.path, "dist"), environment);
  expect(current({})).toBeDefined();
  expect(current({ [ENDPOINT]: ADDRESS })).toBeUndefined();
  expect(await buildIn(folder.path, { [ENDPOINT]: ADDRESS })).toBe(true);
  const off = "analytics: { tracing: { enabled: false } }\n";
  writeFiles(folder.path, { "furlow.config.yaml": off });
  expect(await buildIn(folder.path, { [ENDPOINT]: ADDRESS })).toBe(false);
  writeFiles(folder.path, {
    "furlow.config.yaml": "analytics: { enabled: false, tracing: { enabled: true } }\n",
  });
  expect(await buildIn(folder.path, {})).toBe(false);
  writeFiles(folder.path, { "furlow.config.yaml": `analytics: { tracing: { endpoint: "${ADDRESS}" } }\n` });
  expect(await buildIn(folder.path, {})).toBe(true);
  expect(readFileSync(join(folder.path, "dist/src/bot.ts"), "utf8")).toContain(
    `tracing: openTelemetry({ endpoint: "${ADDRESS}" })`,
  );
});

test("without an address nothing of it is loaded", async () => {
  const copy = await buildFiles(FILES);
  rmSync(join(copy.folder, "dist/tracing.mjs"));
  const log = await use({}, copy);
  expect(log.filter(({ level }) => level !== "info")).toEqual([]);
});

test("a bot that was built without it says what to do where the environment asks for it", async () => {
  const plain = await buildFiles({ "furlow.yaml": DOCUMENT });
  const log = await use({ [ENDPOINT]: ADDRESS }, plain);
  const warnings = log.filter(({ level }) => level === "warn");
  expect(warnings.map(({ msg }) => msg)).toEqual([expect.stringContaining("analytics.tracing.enabled")]);
});

test("by default spans are sent as protobuf, with the headers of the environment", async () => {
  const collector = await Collector.start();
  await use({ [ENDPOINT]: collector.url, OTEL_EXPORTER_OTLP_HEADERS: "x-key=4f9a8e" });
  expect(new Set(collector.types)).toEqual(new Set(["application/x-protobuf"]));
  expect(Buffer.concat(collector.bodies).toString("latin1")).toContain("INTERACTION_CREATE");
  expect(collector.headers[0]).toMatchObject({ "x-key": "4f9a8e" });
});

test("OpenTelemetry's own variables name the service and choose what is sent", async () => {
  const collector = await Collector.start();
  const settings = tracedTo(collector.url);
  await use({
    ...settings,
    OTEL_SERVICE_NAME: "mine",
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
  });
  expect(collector.spans[0]?.resource).toMatchObject({
    "service.name": "mine",
    "deployment.environment.name": "test",
  });
  const sent = collector.spans.length;
  expect(sent).toBeGreaterThan(0);
  await use({ ...settings, OTEL_TRACES_SAMPLER: "always_off" });
  await use({ ...settings, OTEL_SDK_DISABLED: "true" });
  await use({ ...settings, OTEL_TRACES_EXPORTER: "none" });
  expect(collector.spans).toHaveLength(sent);
});

test("a protocol that it does not speak is an error of the log, and the bot runs", async () => {
  const log = await use({ [ENDPOINT]: ADDRESS, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" });
  expect(log.find(({ level }) => level === "error")).toMatchObject({
    protocol: "grpc",
    possible: ["http/protobuf", "http/json"],
  });
});

test("a collector that is away is one warning, holds nothing up, and gets what comes when it is back", async () => {
  const collector = await Collector.start();
  await collector.down();
  const sim = await simulator({ interactionTimeout: 60_000 });
  const bot = await run(built, sim, undefined, tracedTo(collector.url));
  const hi = async () => {
    const { interactionId } = await sim.control.slash({ command: "hi" });
    await sim.control.waitForResponse(interactionId, { timeout: 40_000 });
  };
  for (let i = 0; i < 5; i++) await hi();
  await bot.until(() => bot.log.some(({ msg }) => msg === "spans do not reach their collector"));
  await collector.up();
  await hi();
  await eventually(() => collector.spans.length > 0);
  await collector.down();
  await hi();
  const before = performance.now();
  expect(await bot.stop()).toBe(0);
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(bot.log.filter(({ level }) => level === "warn")).toHaveLength(1);
});

test("a plugin that uses OpenTelemetry adds to the same traces, and what it starts later refers to them", async () => {
  const collector = await Collector.start();
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  writeFiles(folder.path, {
    ...FILES,
    "furlow.yaml": `${DOCUMENT.replace("[{ reply: Hello }]", "[{ emit: mine }, { reply: Hello }]")}plugins: ["./mine.ts"]
events:
  - { event: later, actions: [{ log: later }] }
`,
    "mine.ts": `import type { Client } from "@furlow/core/plugin";
import { trace } from "@opentelemetry/api";

export default (client: Client) => {
  client.on("mine", () => {
    trace.getTracer("mine").startActiveSpan("my own work", (span) => {
      setTimeout(() => void client.emit("later"), 100);
      span.end();
    });
  });
};
`,
  });
  mkdirSync(join(folder.path, "node_modules/@opentelemetry"), { recursive: true });
  const installed = "node_modules/@opentelemetry/api";
  symlinkSync(join(REPOSITORY, installed), join(folder.path, installed), "dir");
  const report = await buildFolder(folder.path);
  const sim = await simulator({ interactionTimeout: 60_000 });
  await run({ folder: folder.path, report }, sim, undefined, tracedTo(collector.url));
  await sim.control.slash({ command: "hi" });
  const own = await collector.span(({ name }) => name === "my own work");
  const handler = await collector.span(({ name }) => name === "/hi");
  expect(own.traceId).toBe(handler.traceId);
  const later = await collector.span(({ name }) => name === "later");
  expect(later.parentSpanId ?? "").toBe("");
  expect(later.links).toEqual([expect.objectContaining({ spanId: own.spanId })]);
});

test("what ships the bot lets it reach the collector", () => {
  const ports = (config: string) => modelOf(`deploy: { name: bot }\n${config}`).otherPorts;
  expect(ports("")).toEqual([]);
  expect(ports("analytics: { tracing: { enabled: true } }\n")).toEqual([4318]);
  expect(ports('analytics: { tracing: { endpoint: "http://collector:55681" } }\n')).toEqual([55681]);
  expect(
    ports('logging: { outputs: [{ type: console }, { type: loki, url: "${env.LOKI_URL}" }] }\n'),
  ).toEqual([3100]);
  expect(ports('logging: { outputs: [{ type: loki, url: "http://loki:80" }] }\n')).toEqual([80]);
});

test("a traced bot's variables name the collector", () => {
  const names = built.report.environment.map(({ name }) => name);
  expect(names).toContain(ENDPOINT);
  expect(names).toContain("OTEL_EXPORTER_OTLP_HEADERS");
});
