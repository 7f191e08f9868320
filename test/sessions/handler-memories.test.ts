import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { GatewayDispatchPayload } from "discord-api-types/v10";
import { afterAll, afterEach, expect, it } from "vitest";
import { Bot } from "../../runtime-lib/bot/bot.ts";
import { Dispatcher } from "../../runtime-lib/bot/dispatcher.ts";
import { Work } from "../../runtime-lib/bot/work.ts";
import type { Before, Caches } from "../../runtime-lib/caches/caches.ts";
import { Context } from "../../runtime-lib/contexts/context.ts";
import { onEmitted } from "../../runtime-lib/events/emitted.ts";
import { event } from "../../runtime-lib/events/event.ts";
import type { EventHandler, EventSettings } from "../../runtime-lib/events/event-handler.ts";
import type { Logger } from "../../runtime-lib/log/logger.ts";
import { Claims } from "../../runtime-lib/sessions/claims.ts";
import { FileSessions } from "../../runtime-lib/sessions/file-sessions.ts";
import { HandlerMemories } from "../../runtime-lib/sessions/handler-memories.ts";
import { type ClaimParts, runClaims, Turns } from "../../runtime-lib/sessions/run-claims.ts";
import type {
  Claim,
  SessionStore,
  SliceChanges,
  StoredSlice,
} from "../../runtime-lib/sessions/session-store.ts";
import { Slices } from "../../runtime-lib/sessions/slices.ts";
import { temporaryFolder } from "../support/temporary.ts";

/** The context of a message that says who wrote it. */
class Written extends Context {
  readonly guildId = undefined;

  constructor(
    bot: Bot,
    readonly userId: string,
    readonly content: string,
    readonly before: Before,
  ) {
    super(bot);
  }
}

const onMessage = event("MESSAGE_CREATE", (bot, { author, content }, before) =>
  // Several at once, as events have them that are derived from differences.
  content.split(" ").map((word) => new Written(bot, author.id, word, before)),
);

type Handler = (run: (ctx: Context) => Promise<void>) => EventHandler;

const written =
  (settings: EventSettings<Written>): Handler =>
  (run) =>
    onMessage(settings, run as never);

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** What processes have by shard when something runs that has waited elsewhere. */
const rights = [{ holds: () => true }];

let running: (() => void)[] = [];
afterEach(() => {
  for (const end of running) end();
  running = [];
});

/** A process with one handler: what it runs on is noted, and ends at once or when it is told to. */
function start(handler: Handler, { endless = false, caches = {} as Caches } = {}) {
  const ran: string[] = [];
  const contexts: Context[] = [];
  const log = { warn: () => {}, error: (...args: unknown[]) => ran.push(`error ${JSON.stringify(args)}`) };
  const work = new Work(log as unknown as Logger, { format: String } as never);
  const bot = new Bot(undefined!, log as unknown as Logger, work, undefined!, undefined!, caches, undefined);
  const events = [
    handler(async (ctx) => {
      ran.push((ctx as Written).content);
      contexts.push(ctx);
      if (endless) await new Promise<void>((resolve) => running.push(resolve));
    }),
  ];
  const dispatcher = new Dispatcher(bot, { interactions: {}, events, caches, receivesGuilds: false });
  const claims = new Claims();
  dispatcher.claims = claims;
  const memories = new HandlerMemories(bot, dispatcher.handlers, claims, (shardId) => rights[shardId]);
  const slices = new Slices(new Map([["memories", memories]]), {}, 2);
  let sequence = 0;
  const message = (content: string, { by = "1", shardId = 0 } = {}) => {
    const d = { author: { id: by }, content };
    const payload = { op: 0, t: "MESSAGE_CREATE", s: ++sequence, d } as unknown as GatewayDispatchPayload;
    // Where it comes from may have more to it that is no data.
    const origin = { shardId, dispatchId: `session:${sequence}`, right: { holds: () => true, bot } };
    return dispatcher.dispatch(payload, origin);
  };
  return { ran, contexts, work, bot, events, dispatcher, claims, memories, slices, message };
}

type Process = ReturnType<typeof start>;

/** What a process runs claims with. */
function parts({ dispatcher, memories, bot }: Process, store: SessionStore): ClaimParts {
  return { dispatcher, memories, store, log: bot.log, turns: new Turns() };
}

/** Claims as they are once they have been begun again. */
function begunAgain(claims: readonly Claim[]): Claim[] {
  return claims.map((claim) => ({ ...claim, attempts: 1 }));
}

/** What is saved of a shard, as JSON brings it. */
function saved({ slices, memories }: Process, shardId = 0): Map<string, StoredSlice> {
  memories.journal!.restart(shardId);
  const changes: SliceChanges = slices.changes(shardId);
  slices.saved(shardId, changes);
  return new Map(JSON.parse(JSON.stringify([...changes])) as [string, StoredSlice][]);
}

function handOver(from: Process, to: Process, shardId = 0): void {
  from.slices.leave(shardId);
  const stored = saved(from, shardId);
  expect(to.slices.restore(shardId, stored)).toEqual([]);
}

it("what has run once, or a moment ago, has done so in the next process, too", async () => {
  for (const settings of [
    { once: true },
    { throttle: 60_000 },
    { cooldown: { per: "user", duration: 60_000 } } as const,
  ]) {
    const handler = written(settings);
    const [first, second, other] = [start(handler), start(handler), start(handler)];
    await first.message("one");
    await first.message("two");
    expect(first.ran).toEqual(["one"]);
    handOver(first, second);
    await second.message("three");
    expect(second.ran).toEqual([]);
    await other.message("three");
    expect(other.ran).toEqual(["three"]);
  }
});

it("windows of a cooldown are handed on by whose they are, also one by one", async () => {
  const handler = written({ cooldown: { per: "user", duration: 60_000, rate: 2 } });
  const [first, second] = [start(handler), start(handler)];
  await first.message("a", { by: "1" });
  const stored = saved(first);
  await first.message("b", { by: "2" });
  await first.message("c", { by: "2" });
  const changes = first.slices.changes(0).get("memories")!;
  expect(changes.whole).toBe(false);
  const keys = changes.entries.map(([key]) => key);
  expect(keys.filter((key) => key !== "0:MESSAGE_CREATE.0")).toEqual(["0:MESSAGE_CREATE.0:2"]);
  const entries = [...stored.get("memories")!.entries, ...changes.entries];
  second.slices.restore(0, new Map([["memories", { version: "1", entries }]]));
  for (const by of ["1", "1", "2", "3"]) await second.message(`by${by}`, { by });
  expect(second.ran).toEqual(["by1", "by3"]);
});

it("each shard has a memory of its own", async () => {
  const handler = written({ once: true });
  const [first, second] = [start(handler), start(handler)];
  await first.message("one", { shardId: 0 });
  await first.message("two", { shardId: 1 });
  await first.message("three", { shardId: 1 });
  expect(first.ran).toEqual(["one", "two"]);
  handOver(first, second, 1);
  await second.message("four", { shardId: 0 });
  await second.message("five", { shardId: 1 });
  expect(second.ran).toEqual(["four"]);
  await first.message("six", { shardId: 0 });
  expect(first.ran).toEqual(["one", "two"]);
});

it("a debounce that waits moves with what it waits with, and waits for the rest of its time", async () => {
  const caches = { emojis: { dispatches: ["MESSAGE_CREATE"], take: () => new Map([["1", { id: "1" }]]) } };
  const handler = written({ debounce: 400 });
  const options = { caches: caches as never };
  const [first, second] = [start(handler, options), start(handler, options)];
  first.message("one");
  first.message("two three");
  const since = performance.now();
  await setTimeout(100);
  handOver(first, second);
  expect(await first.work.drain(1_000)).toBe(true);
  expect(first.ran).toEqual([]);
  while (second.ran.length === 0) await setTimeout(5);
  expect(performance.now() - since).toBeGreaterThan(390);
  expect(performance.now() - since).toBeLessThan(1_500);
  expect(second.ran).toEqual(["three"]);
  const ctx = second.contexts[0] as Written;
  expect(ctx.before.emojis).toEqual(new Map([["1", { id: "1" }]]));
  expect(ctx.origin).toEqual({ shardId: 0, dispatchId: "session:2", right: rights[0] });
  expect(ctx.origin!.right).toBe(rights[0]);
});

it("a further event waits for the whole time again, also after one that was taken over", async () => {
  const handler = written({ debounce: 300 });
  const [first, second] = [start(handler), start(handler)];
  first.message("one");
  await setTimeout(200);
  handOver(first, second);
  second.message("two");
  await setTimeout(200);
  expect(second.ran).toEqual([]);
  while (second.ran.length === 0) await setTimeout(5);
  expect([first.ran, second.ran]).toEqual([[], ["two"]]);
});

it("a bot that stops for good runs what waits; so does a hand-over with what only lives in the process", async () => {
  const stopping = start(written({ debounce: 60_000 }));
  stopping.message("one");
  await stopping.work.drain(1_000);
  expect(stopping.ran).toEqual(["one"]);
  const emitted: Handler = (run) => onEmitted("done", { debounce: 60_000 }, run);
  const leaving = start(emitted);
  const ctx = new Written(leaving.bot, "1", "emitted", {});
  ctx.origin = { shardId: 0 };
  await leaving.events[0]!.run(leaving.bot, ctx as never, {}, ctx.origin);
  const stored = saved(leaving);
  expect(stored.get("memories")!.entries).toEqual([]);
  expect(leaving.ran).toEqual([]);
  leaving.slices.leave(0);
  expect(leaving.ran).toEqual(["emitted"]);
});

it("what a dead process has counted and not ended runs again, and is not counted twice", async () => {
  const handler = written({ throttle: 60_000, cooldown: { per: "user", duration: 60_000 } });
  const [dead, next] = [start(handler, { endless: true }), start(handler)];
  void dead.message("one");
  await setTimeout(1);
  expect(dead.ran).toEqual(["one"]);
  const store = new FileSessions(folder.path, undefined!);
  const session = { id: "s", resumeUrl: "", shardCount: 1, sequence: 1 };
  const snapshot = { session, compat: "", holder: "dead", claims: dead.claims.of(0) };
  await store.save(0, snapshot, new Map());
  next.slices.restore(0, saved(dead));
  const claims = (await store.load(0))!.claims.get("dead")! as Claim[];
  expect(claims.length).toBe(1);
  const orphans = { shardId: 0, holder: "dead", claims, self: "next" };
  const run = runClaims(orphans, parts(next, store));
  expect(next.claims.of(0)).toEqual(begunAgain(claims));
  await run;
  expect(next.ran).toEqual(["one"]);
  expect((await store.load(0))!.claims.size).toBe(0);
  expect(next.claims.of(0)).toEqual([]);
  await next.message("two");
  expect(next.ran).toEqual(["one"]);
});

it("what runs in place of a dead process is that of who runs it, also for whoever comes next", async () => {
  const handler = written({ throttle: 60_000 });
  const [dead, next] = [start(handler, { endless: true }), start(handler, { endless: true })];
  void dead.message("one");
  await setTimeout(1);
  const store = new FileSessions(join(folder.path, "adopted"), undefined!);
  const session = { id: "s", resumeUrl: "", shardCount: 1, sequence: 1 };
  const claims = dead.claims.of(0);
  await store.save(0, { session, compat: "", holder: "dead", claims }, new Map());
  next.slices.restore(0, saved(dead));
  const orphans = { shardId: 0, holder: "dead", claims, self: "next" };
  const run = runClaims(orphans, parts(next, store));
  await setTimeout(20);
  expect([...(await store.load(0))!.claims]).toEqual([["next", begunAgain(claims)]]);
  for (const end of running.splice(0)) end();
  await run;
  expect((await store.load(0))!.claims.size).toBe(0);
  // A process that is stopping runs nothing, and leaves it to others.
  await next.work.drain(0);
  await runClaims(orphans, parts(next, undefined!));
});

it("what has waited is claimed while it runs, by its handler alone", async () => {
  const handler = written({ debounce: 20 });
  const [dead, next] = [start(handler, { endless: true }), start(handler)];
  await dead.message("zero one");
  expect(dead.claims.of(0)).toEqual([]);
  while (dead.ran.length === 0) await setTimeout(5);
  const claims = JSON.parse(JSON.stringify(dead.claims.of(0))) as Claim[];
  expect(claims).toMatchObject([{ handler: ["MESSAGE_CREATE.0", 1], payload: { t: "MESSAGE_CREATE" } }]);
  const ended: unknown[] = [];
  const store = { adopt: async () => {}, ended: async (...args: unknown[]) => ended.push(args) } as never;
  await runClaims({ shardId: 0, holder: "dead", claims, self: "next" }, parts(next, store));
  expect(next.ran).toEqual(["one"]);
  expect(ended).toEqual([[0, "next", [claims[0]!.id]]]);
  expect(dead.claims.leave(0, (id) => ended.push(id))).toHaveLength(1);
  for (const end of running.splice(0)) end();
  await setTimeout(5);
  expect(ended.at(-1)).toBe(claims[0]!.id);
  expect(dead.claims.of(0)).toEqual([]);
});
