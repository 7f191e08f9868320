import { afterAll, beforeAll, expect, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { buildFiles, positionOf, run, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { Collector, FAILED, type ReceivedSpan } from "../support/servers/collector.ts";
import { TRACED, tracedTo } from "./traced.ts";

const cleanUp: (() => void | Promise<void>)[] = [];
const atEnd = (done: () => void | Promise<void>) => void cleanUp.push(done);
let sim: Simulator;
let bot: RunningBot;
let collector: Collector;

beforeAll(async () => {
  const built = await buildFiles(TRACED, atEnd);
  sim = await simulator({ interactionTimeout: 60_000 }, atEnd);
  collector = await Collector.start(atEnd);
  bot = await run(built, sim, atEnd, tracedTo(collector.url));
});

afterAll(async () => {
  for (const done of cleanUp.reverse()) await done();
});

const lineOf = (text: string) => `furlow.yaml:${positionOf(TRACED["furlow.yaml"]!, text).split(":")[0]}`;
const named = (name: string) => (span: ReceivedSpan) => span.name === name;

/** The one span of a name below another. */
function child(parent: ReceivedSpan, name: string): ReceivedSpan {
  const found = collector.below(parent).filter((span) => span.name === name);
  expect(found, `${name} below ${parent.name}`).toHaveLength(1);
  return found[0]!;
}

async function use(command: string): Promise<ReceivedSpan> {
  const { interactionId } = await sim.control.slash({ command });
  await sim.control.waitForResponse(interactionId, { timeout: 40_000 });
  const handler = await collector.span(named(`/${command}`));
  return await collector.span(({ spanId }) => spanId === handler.parentSpanId);
}

test("a command is one trace: event, handler, actions with their lines, database and requests", async () => {
  const event = await use("greet");
  expect(event).toMatchObject({ name: "INTERACTION_CREATE", resource: { "service.name": "Traced" } });
  expect(event.parentSpanId ?? "").toBe("");
  expect(event.attributes).toMatchObject({ "discord.event": "INTERACTION_CREATE", "discord.shard.id": 0 });
  expect(event.attributes["discord.guild.id"]).toMatch(/^\d+$/);
  const handler = child(event, "/greet");
  expect(handler.attributes).toMatchObject({
    "furlow.source": lineOf("- name: greet"),
    "furlow.event": event.attributes["furlow.event"],
  });
  const increment = child(handler, "increment");
  expect(increment.attributes["furlow.source"]).toContain(lineOf("- increment"));
  expect(child(increment, "sqlite increment").attributes["db.system.name"]).toBe("sqlite");
  const insert = child(child(handler, "db_insert"), "sqlite write");
  expect(insert.attributes["db.query.text"]).toMatch(/^INSERT INTO "?visits/i);
  const flow = child(handler, "call_flow welcome");
  expect(flow.attributes["furlow.source"]).toContain(lineOf("- call_flow"));
  const reply = child(flow, "reply");
  expect(reply.attributes["furlow.source"]).toContain(lineOf("- reply: hello"));
  const request = child(reply, "POST /interactions/:id/:token/callback");
  expect(request.attributes).toMatchObject({ "http.request.method": "POST" });
  expect(request.attributes["http.response.status_code"]).toBeGreaterThanOrEqual(200);
  expect(request.events.map(({ name }) => name)).toEqual(["sent", "answered"]);
  const emitted = child(child(flow, "emit welcomed"), "welcomed");
  expect(emitted.attributes["furlow.source"]).toBe(lineOf("- { event: welcomed"));
  expect(new Set([event, handler, insert, request, emitted].map(({ traceId }) => traceId)).size).toBe(1);
});

test("lines of the log say which span they belong to", async () => {
  const line = bot.log.find(({ msg }) => msg === "welcomed")!;
  const handler = await collector.span(({ spanId }) => spanId === line["span_id"]);
  expect(handler.traceId).toBe(line["trace_id"]);
});

test("a failure is told at the request, the action and the handler, with the document's lines", async () => {
  const event = await use("broken");
  const handler = child(event, "/broken");
  const action = child(handler, "send_message");
  const request = child(action, "POST /channels/:id/messages");
  for (const span of [handler, action, request]) {
    expect(span.status.code).toBe(FAILED);
    expect(span.attributes["error.type"]).toBe("10003");
  }
  expect(request.attributes["http.response.status_code"]).toBe(404);
  const [exception] = handler.events;
  expect(exception?.attributes["exception.stacktrace"]).toContain(lineOf("- send_message: { channel"));
});

test("a handler that aborts itself has not failed", async () => {
  const event = await use("gives_up");
  expect(child(event, "/gives_up").status.code ?? 0).toBe(0);
});

test("a request that waits for a limit says so", async () => {
  const route = "/channels/{channel_id}/messages";
  await sim.control.rateLimitNext({ method: "POST", route, retryAfter: 0.3 });
  await sim.control.sendMessage({ content: "hello" });
  const request = await collector.span(
    ({ name, events }) => name === "POST /channels/:id/messages" && events.length > 2,
  );
  const limited = request.events.find(({ name }) => name === "rate limited");
  expect(limited?.attributes).toMatchObject({ "discord.rate_limit": "route" });
  expect(Number(limited?.attributes["discord.rate_limit.wait"])).toBeGreaterThanOrEqual(300);
  const answers = request.events.filter(({ name }) => name === "answered");
  expect(answers.map(({ attributes }) => attributes["http.response.status_code"])).toEqual([429, 200]);
});

test("a handler that waits for quiet is part of the event that it runs on", async () => {
  await sim.control.startTyping({});
  const handler = await collector.span(named("typing_start"));
  const event = await collector.span(({ spanId }) => spanId === handler.parentSpanId);
  expect(event.name).toBe("TYPING_START");
});

test("a handler that a timer starts has a trace of its own", async () => {
  const event = await use("later");
  const handler = await collector.span(named("timer_fire"));
  expect(handler.parentSpanId ?? "").toBe("");
  expect(handler.traceId).not.toBe(event.traceId);
});

test("runs on a schedule are traces of their own, one each", async () => {
  const isRun = (span: ReceivedSpan) => named("guild_create")(span) && span.links.length === 0;
  await eventually(() => collector.spans.filter(isRun).length >= 2);
  const runs = collector.spans.filter(isRun);
  expect(new Set(runs.map(({ traceId }) => traceId)).size).toBe(runs.length);
  expect(runs.every(({ parentSpanId }) => !parentSpanId)).toBe(true);
});

test("an event on which no handler runs has no span, and no credential is in any", async () => {
  await sim.control.sendMessage({ content: "nobody asks for this" });
  await sim.control.sendMessage({ content: "hello" });
  const before = collector.spans.length;
  await eventually(() => collector.spans.slice(before).some(named("MESSAGE_CREATE")));
  const messages = collector.spans.filter(named("MESSAGE_CREATE"));
  expect(messages.every((span) => collector.below(span).length > 0)).toBe(true);
  const all = Buffer.concat(collector.bodies).toString();
  expect(all).toContain("/greet");
  expect(all).not.toContain(sim.token);
});

test("what was done last is sent when the bot ends", async () => {
  const before = collector.spans.filter(named("/greet")).length;
  const { interactionId } = await sim.control.slash({ command: "greet" });
  await sim.control.waitForResponse(interactionId, { timeout: 40_000 });
  expect(await bot.stop()).toBe(0);
  expect(collector.spans.filter(named("/greet")).length).toBe(before + 1);
});
