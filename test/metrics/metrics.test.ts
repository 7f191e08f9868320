import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { METRICS } from "../../runtime-lib/metrics/catalogue.ts";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, positionOf, run, simulator } from "../build/project.ts";
import { hasPromtool, promtoolProblem } from "../support/promtool.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { EVERYTHING } from "./everything.ts";
import { addressOf, METRICS_ENV, type Scrape, scrapeUntil } from "./scrape.ts";

const COMMANDS = ["greet", "greet", "reads", "broken", "clash"];

const cleanUp: (() => void | Promise<void>)[] = [];
const atEnd = (done: () => void | Promise<void>) => void cleanUp.push(done);
let built: Built;
let sim: Simulator;
let bot: RunningBot;
let told: Scrape;

beforeAll(async () => {
  built = await buildFiles(EVERYTHING, atEnd);
  sim = await simulator({ heartbeatInterval: 2_000, interactionTimeout: 60_000 }, atEnd);
  bot = await run(built, sim, atEnd, { ...METRICS_ENV, REGION: "eu" });
  const { control } = sim;
  for (const command of COMMANDS) {
    const { interactionId } = await control.slash({ command });
    await control.waitForResponse(interactionId, { timeout: 40_000 });
  }
  await control.dispatch("CHANNEL_UPDATE", { id: "1" }, { shardId: 0 });
  await control.rateLimitNext({ method: "POST", route: "/channels/{channel_id}/messages", retryAfter: 0.1 });
  await control.sendMessage({ content: "hello" });
  await control.drop();
  told = await scrapeUntil(
    bot,
    (each) =>
      each.value("furlow_gateway_connections_total", { how: "resumed" }) > 0 &&
      each.value("furlow_gateway_latency_seconds") > 0 &&
      each.value("furlow_rest_responses_total", { route: "/channels/:id/messages", status: "200" }) > 0,
  );
});

afterAll(async () => {
  for (const done of cleanUp.reverse()) await done();
});

/** What each metric of the catalogue has to say of what was done. */
const PLAUSIBLE: Readonly<Record<keyof typeof METRICS, () => void>> = {
  buildInfo: () => expect(one("furlow_build_info", { bot: "Measured", node: process.version })).toBe(1),
  shardStatus() {
    expect(one("furlow_shard_status", { shard: "0", status: "connected" })).toBe(1);
    expect(told.value("furlow_shard_status")).toBe(1);
    expect(told.all("furlow_shard_status")).toHaveLength(4);
  },
  gatewayLatency: () => expect(one("furlow_gateway_latency_seconds", { shard: "0" })).toBeLessThan(20),
  gatewayConnections: () =>
    expect(one("furlow_gateway_connections_total", { shard: "0", how: "identified" })).toBe(1),
  gatewayEvents() {
    expect(one("furlow_gateway_events_total", { shard: "0", event: "INTERACTION_CREATE" })).toBe(
      COMMANDS.length,
    );
    // What nobody asks for counts as well.
    expect(one("furlow_gateway_events_total", { event: "CHANNEL_UPDATE" })).toBe(1);
  },
  shardLoad() {
    expect(one("furlow_shard_load", { shard: "0" })).toBeGreaterThan(0);
    expect(one("furlow_shard_load", { shard: "0" })).toBeLessThanOrEqual(1);
  },
  shardGuilds: () => expect(one("furlow_shard_guilds", { shard: "0" })).toBe(1),
  eventDuration() {
    expect(one("furlow_event_duration_seconds_count", { event: "INTERACTION_CREATE" })).toBe(COMMANDS.length);
    expect(told.value("furlow_event_duration_seconds_sum")).toBeGreaterThan(0);
  },
  handlerDuration() {
    expect(one("furlow_handler_duration_seconds_count", { handler: "/greet" })).toBe(2);
    expect(one("furlow_handler_duration_seconds_count", { handler: "errors.handlers.E4005" })).toBe(1);
    expect(one("furlow_handler_duration_seconds_sum", { handler: "/greet" })).toBeLessThan(60);
  },
  handlerInfo() {
    const line = positionOf(EVERYTHING["furlow.yaml"]!, "- name: greet").split(":")[0];
    expect(one("furlow_handler_info", { handler: "/greet", source: `furlow.yaml:${line}` })).toBe(1);
    expect(told.all("furlow_handler_info").map(({ labels }) => labels["handler"])).toEqual([
      "/greet",
      "/broken",
      "/clash",
      "/reads",
      "button confirm:*",
      "message_create",
      "message_create #2",
      "member_join",
      "nightly",
      "errors.handlers.E4005",
    ]);
  },
  commands: () => expect(one("furlow_commands_total", { command: "/greet" })).toBe(2),
  errors() {
    // Discord's code, and the runtime's.
    expect(one("furlow_errors_total", { code: "10003" })).toBe(1);
    expect(one("furlow_errors_total", { code: "E4005" })).toBe(1);
  },
  restDuration() {
    const labels = { method: "POST", route: "/interactions/:id/:token/callback" };
    expect(one("furlow_rest_request_duration_seconds_count", labels)).toBe(COMMANDS.length);
    expect(one("furlow_rest_request_duration_seconds_sum", labels)).toBeGreaterThan(0);
  },
  restResponses() {
    const route = "/channels/:id/messages";
    for (const status of ["200", "404", "429"])
      expect(one("furlow_rest_responses_total", { method: "POST", route, status })).toBe(1);
  },
  restWait() {
    expect(one("furlow_rest_rate_limit_wait_seconds_count", { limit: "route" })).toBe(1);
    expect(one("furlow_rest_rate_limit_wait_seconds_sum", { limit: "route" })).toBeGreaterThan(0.09);
    expect(one("furlow_rest_rate_limit_wait_seconds_sum", { limit: "route" })).toBeLessThan(5);
  },
  invalidRequests: () => expect(one("furlow_rest_invalid_requests")).toBe(1),
  sessionStarts: () => expect(one("furlow_gateway_session_starts_remaining")).toBeGreaterThan(900),
  stateDuration() {
    const name = "furlow_state_operation_duration_seconds_count";
    expect(one(name, { backend: "sqlite", operation: "increment" })).toBe(2);
    expect(one(name, { backend: "sqlite", operation: "write" })).toBe(3);
  },
  stateErrors: () =>
    expect(one("furlow_state_errors_total", { backend: "sqlite", operation: "write" })).toBe(1),
  responseCache() {
    expect(one("furlow_response_cache_lookups_total", { result: "hit" })).toBe(1);
    expect(one("furlow_response_cache_lookups_total", { result: "miss" })).toBe(1);
  },
  cacheEntries: () => expect(one("furlow_cache_entries", { shard: "0", cache: "guilds" })).toBe(1),
  cacheBytes() {
    expect(one("furlow_cache_bytes", { shard: "0", cache: "guilds" })).toBeGreaterThan(100);
    expect(one("furlow_cache_bytes", { shard: "0", cache: "guilds" })).toBeLessThan(1_000);
  },
  queueDepth() {
    expect(one("furlow_queue_depth", { queue: "handlers" })).toBe(0);
    expect(one("furlow_queue_depth", { queue: "requests" })).toBe(0);
  },
  // The console writes at once, and there is no manager: they have no value.
  logDropped: () => expect(told.types.get(METRICS.logDropped.name)).toBe("counter"),
  managerUnanswered: () => expect(told.all(METRICS.managerUnanswered.name)).toEqual([]),
};

/** The value of the one series with these labels. */
function one(name: string, labels: Readonly<Record<string, string>> = {}): number {
  const found = told.all(name, labels);
  expect(found.map((each) => each.name)).toEqual([name]);
  return found[0]!.value;
}

describe("what a bot tells Prometheus", () => {
  test.each(Object.keys(METRICS) as (keyof typeof METRICS)[])("%s", (key) => PLAUSIBLE[key]());

  test("metrics of the document stand under names that Prometheus takes", () => {
    expect(one("greetings_total", { kind: "formal" })).toBe(2);
    expect(one("queue_length")).toBe(12);
    expect(one("answer_seconds_count", { who: "tester" })).toBe(2);
    expect(one("answer_seconds_sum")).toBeCloseTo(0.6);
    expect(told.text).toContain("# HELP greetings_total People who were greeted.\n");
  });

  test("every series has the labels that are evaluated at start, that of the one shard among them", () => {
    const labels = { environment: "test", shard_id: "0", region: "eu" };
    expect(told.samples.filter((sample) => !told.all(sample.name, labels).includes(sample))).toEqual([]);
  });

  test("what Node knows of the process is there, without what promtool objects to", () => {
    expect(one("process_cpu_seconds_total")).toBeGreaterThan(0.05);
    expect(one("process_resident_memory_bytes")).toBeGreaterThan(20_000_000);
    expect(one("nodejs_heap_size_used_bytes")).toBeGreaterThan(1_000_000);
    expect(one("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
    expect(told.value("nodejs_gc_duration_seconds_count")).toBeGreaterThan(0);
    expect([...told.types.keys()].filter((name) => name.startsWith("nodejs_active"))).toEqual([]);
  });

  test("the text is as Prometheus has it", async () => {
    const names = new Set(told.samples.map(({ name }) => name.replace(/_(bucket|sum|count)$/, "")));
    for (const { name } of told.samples)
      expect(told.types.has(name) || names.has(name.replace(/_(bucket|sum|count)$/, ""))).toBe(true);
    const series = told.samples.map(({ name, labels }) =>
      JSON.stringify([name, Object.entries(labels).sort()]),
    );
    expect(series.filter((each, i) => series.indexOf(each) !== i)).toEqual([]);
    // Between two scrapes that follow at once the loop has no lag to speak of.
    const isLag = (name: string) => name.startsWith("nodejs_eventloop_lag");
    expect(told.samples.filter(({ name, value }) => Number.isNaN(value) && !isLag(name))).toEqual([]);
    for (const [name, type] of told.types) if (type === "counter") expect(name).toMatch(/_total$/);
    if (hasPromtool()) expect(promtoolProblem(["check", "metrics"], told.text)).toBeUndefined();
  });

  test("there are no other paths, and nothing is taken", async () => {
    expect((await fetch(await addressOf(bot, "/"))).status).toBe(404);
    expect((await fetch(await addressOf(bot), { method: "POST" })).status).toBe(405);
    const response = await fetch(await addressOf(bot));
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  });
});

test("a second bot on the same port says so and ends", async () => {
  const { port } = bot.log.find(({ msg }) => msg === "serving metrics")!;
  const second = run(built, await simulator(), undefined, { ...METRICS_ENV, METRICS_PORT: String(port) });
  await expect(second).rejects.toThrow(/the metrics cannot be served: .*EADDRINUSE/);
});

test("a bundle of a bot that tells Prometheus nothing has nothing of it", async () => {
  const actions = "[{ counter_increment: seen }]";
  const plain = await buildFiles({
    "furlow.yaml": `version: "1"\nname: Plain\nevents: [{ event: message_create, actions: ${actions} }]\n`,
  });
  const bundle = readFileSync(join(plain.folder, "dist/bot.mjs"), "utf8");
  expect(bundle).not.toMatch(/prom-client|HELP |furlow_handler_duration|eventloop/);
  const measured = readFileSync(join(built.folder, "dist/bot.mjs"), "utf8");
  expect(measured).toMatch(/furlow_handler_duration/);
  expect(measured.length).toBeLessThan(1_000_000);
});
