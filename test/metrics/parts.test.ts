import { setTimeout as sleep } from "node:timers/promises";
import { DiscordAPIError } from "@discordjs/rest";
import Registry from "prom-client/lib/registry.js";
import { describe, expect, test } from "vitest";
import type { Bot } from "../../runtime-lib/bot/bot.ts";
import { guildCache } from "../../runtime-lib/caches/guilds-cache.ts";
import { memberCache } from "../../runtime-lib/caches/members-cache.ts";
import { messageCache } from "../../runtime-lib/caches/messages-cache.ts";
import { ActionError, FurlowError } from "../../runtime-lib/errors/errors.ts";
import { narrowestCode } from "../../runtime-lib/errors/failure.ts";
import { CacheSizes } from "../../runtime-lib/metrics/cache-sizes.ts";
import { LABEL_VALUES } from "../../runtime-lib/metrics/catalogue.ts";
import { LabelValues } from "../../runtime-lib/metrics/label-values.ts";
import { PrometheusMeter } from "../../runtime-lib/metrics/prometheus-meter.ts";
import { ShardLoad } from "../../runtime-lib/metrics/shard-load.ts";
import { computedLabels } from "../../runtime-lib/metrics/start-labels.ts";
import { StateMeter } from "../../runtime-lib/metrics/state-meter.ts";
import { UserCounters } from "../../runtime-lib/metrics/user-counters.ts";
import { counter } from "../../runtime-lib/metrics/user-metric.ts";
import { routeOf } from "../../runtime-lib/rest/route.ts";
import { MemoryStore } from "../../runtime-lib/state/memory-store.ts";
import { observedStore } from "../../runtime-lib/state/observed-store.ts";
import { Scrape } from "./scrape.ts";

const ID = "123456789012345678";

describe("labels", () => {
  test("take so many values, and all further ones are `other`", () => {
    const values = new LabelValues(["who"]);
    const seen = Array.from(
      { length: LABEL_VALUES + 50 },
      (_, i) => values.within({ who: `user ${i}` })["who"],
    );
    expect(new Set(seen).size).toBe(LABEL_VALUES + 1);
    expect(seen.slice(LABEL_VALUES)).toEqual(Array.from({ length: 50 }, () => "other"));
    expect(values.within({ who: "user 3" })).toEqual({ who: "user 3" });
  });

  test("several do not multiply without end", () => {
    const values = new LabelValues(["a", "b"]);
    const seen = new Set<string>();
    for (let a = 0; a < 100; a++)
      for (let b = 0; b < 100; b++) seen.add(JSON.stringify(values.within({ a: `${a}`, b: `${b}` })));
    expect(seen.size).toBe(2_001);
    expect(seen).toContain(JSON.stringify({ a: "other", b: "other" }));
  });

  test("of shards are all told apart", () => {
    const values = new LabelValues(["shard"]);
    const shards = Array.from(
      { length: LABEL_VALUES * 2 },
      (_, i) => values.within({ shard: `${i}` })["shard"],
    );
    expect(new Set(shards).size).toBe(LABEL_VALUES * 2);
  });

  test("of one shard are left out where shards move, and what fails is left out alone", async () => {
    const warnings: object[] = [];
    const log = { warn: (facts: object, text: string) => warnings.push({ ...facts, text }) } as never;
    const bot = { shard: { ids: [3], count: 4 }, shardsMove: true } as unknown as Bot;
    const labels = {
      environment: "test",
      shard_id: { ofShard: () => "3" },
      total: () => "4",
      broken: () => Promise.reject(new Error("no")),
    };
    expect(await computedLabels(labels, bot, log)).toEqual({ environment: "test", total: "4" });
    expect(warnings).toEqual([
      {
        label: "shard_id",
        text: "the label is about one shard, but of this process which shards it runs changes: it is left out",
      },
      { label: "broken", reason: "no", text: "a label of the metrics could not be computed" },
    ]);
    const fixed = { ...bot, shardsMove: false } as unknown as Bot;
    expect(await computedLabels({ shard_id: labels.shard_id }, fixed, log)).toEqual({ shard_id: "3" });
  });
});

test.each([
  [`/api/v10/channels/${ID}/messages?limit=5`, "/channels/:id/messages"],
  [`/v10/interactions/${ID}/aW50ZXJh/callback?with_response=true`, "/interactions/:id/:token/callback"],
  [`/api/v10/webhooks/${ID}/aW50/messages/@original`, "/webhooks/:id/:token/messages/@original"],
  [
    `/api/v10/channels/${ID}/messages/${ID}/reactions/%F0%9F%91%8D/@me`,
    "/channels/:id/messages/:id/reactions/:reaction",
  ],
  ["/api/v10/invites/abc?with_counts=true", "/invites/:code"],
  [`/api/v10/guilds/${ID}/members/${ID}/roles/${ID}`, "/guilds/:id/members/:id/roles/:id"],
  ["/api/v10/gateway/bot", "/gateway/bot"],
])("%s is the route %s", (path, route) => expect(routeOf(path)).toBe(route));

test.each([
  [
    new ActionError(
      "send_message",
      new DiscordAPIError({ code: 50013, message: "" }, 50013, 403, "POST", "", {}),
    ),
    "50013",
  ],
  [new ActionError("set", new FurlowError("E4003", "")), "E4003"],
  [new ActionError("set", new TypeError("no")), "E3003"],
  [Object.assign(new Error("away"), { code: "ECONNREFUSED" }), "ECONNREFUSED"],
  [new TypeError("no"), "E2001"],
  ["thrown", "E2001"],
])("an error is counted by its narrowest code", (error, code) => expect(narrowestCode(error)).toBe(code));

test("a shard's load is the loop's use, shared out by its events", () => {
  const load = new ShardLoad();
  const busy = performance.now() + 30;
  while (performance.now() < busy);
  const loads = load.of(
    [0, 1],
    new Map([
      [0, 30],
      [1, 10],
    ]),
  );
  expect(loads.get(0)! / loads.get(1)!).toBeCloseTo(3);
  expect(loads.get(0)! + loads.get(1)!).toBeLessThanOrEqual(1);
  // Asked again at once it says the same.
  expect(
    load.of(
      [0, 1],
      new Map([
        [0, 30],
        [1, 99],
      ]),
    ),
  ).toBe(loads);
});

test("caches are counted by shard, and their bytes estimated from some entries", () => {
  const members = memberCache((member) => member as never);
  const messages = messageCache((message) => message as never);
  const guilds = guildCache(({ id, name }) => ({ id, name }) as never);
  for (let guild = 0; guild < 8; guild++) {
    const id = String(BigInt(guild) << 22n);
    const payload = {
      id,
      name: `guild ${guild}`,
      members: Array.from({ length: 100 }, (_, i) => ({ user: { id: `${i}` } })),
    };
    guilds.take("GUILD_CREATE", payload as never);
    members.take("GUILD_CREATE", payload as never);
    messages.take("MESSAGE_CREATE", {
      id: "1",
      channel_id: `c${guild}`,
      guild_id: id,
      content: "hi",
    } as never);
  }
  const sizes = [...new CacheSizes().of({ guilds, members, messages }, [0, 3], 4)];
  expect(sizes.map(({ shard, cache, entries }) => [shard, cache, entries])).toEqual([
    [0, "guilds", 2],
    [3, "guilds", 2],
    [0, "members", 200],
    [3, "members", 200],
    [0, "messages", 2],
    [3, "messages", 2],
  ]);
  for (const { entries, bytes } of sizes) {
    expect(bytes / entries).toBeGreaterThan(80);
    expect(bytes / entries).toBeLessThan(2_500);
  }
});

test("operations on a store are measured, and what fails is counted", async () => {
  const registry = new Registry();
  const store = observedStore(new MemoryStore(), new StateMeter(registry));
  expect(store.isVolatile).toBe(true);
  expect(await store.increment("a", 2, 1)).toBe(3);
  expect(await store.get("a")).toBe(3);
  expect(await store.use("b", 1, 1_000)).toBeUndefined();
  await expect(store.change("c", { kind: "setEntry", key: "__proto__", value: 1 }, {})).rejects.toThrow();
  const told = new Scrape(await registry.metrics());
  const count = (operation: string) =>
    told.value("furlow_state_operation_duration_seconds_count", { backend: "memory", operation });
  expect(["increment", "get", "use", "change"].map(count)).toEqual([1, 1, 1, 1]);
  expect(told.value("furlow_state_errors_total", { backend: "memory", operation: "change" })).toBe(1);
});

test("only waits for the limit of the whole bot are noted, not that it was asked", async () => {
  const registry = new Registry();
  const meter = new PrometheusMeter(registry);
  await meter.waited("global", async () => {});
  await meter.waited("global", () => sleep(60));
  const told = new Scrape(await registry.metrics());
  expect(told.value("furlow_rest_rate_limit_wait_seconds_count", { limit: "global" })).toBe(1);
});

test("counters of the document count apart by their labels, those beyond the bound together", () => {
  const counters = new UserCounters();
  const seen = counter("seen_total", { labels: ["who"] });
  expect(counters.add(seen, 1, { who: "a" })).toBe(1);
  expect(counters.add(seen, 2, { who: "b" })).toBe(2);
  expect(counters.add(seen, 2, { who: "a" })).toBe(3);
  const last = Array.from({ length: LABEL_VALUES }, (_, i) => counters.add(seen, 1, { who: `user ${i}` }));
  expect(last.at(-1)).toBe(2);
});
