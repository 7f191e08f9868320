import { setTimeout } from "node:timers/promises";
import type { GatewayDispatchPayload } from "discord-api-types/v10";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CacheStore } from "../../runtime-lib/cache/cache-store.ts";
import { ResponseChanges } from "../../runtime-lib/cache/changes.ts";
import { memberKey, userKey } from "../../runtime-lib/cache/keys.ts";
import { MemoryCacheStore } from "../../runtime-lib/cache/memory-cache.ts";
import { RedisCacheStore } from "../../runtime-lib/cache/redis/redis-cache-store.ts";
import { type CacheSettings, ResponseCache } from "../../runtime-lib/cache/response-cache.ts";
import type { Logger } from "../../runtime-lib/log/logger.ts";
import { openRedis } from "../../runtime-lib/state/redis/redis-client.ts";
import { eventually } from "../support/eventually.ts";
import { TcpProxy } from "../support/servers/proxy.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";

const TIMEOUTS = { connect: 5_000, command: 500 };
/** For what is not about time, on a machine that is busy. */
const PATIENT = { connect: 5_000, command: 10_000 };

let redis: RedisServer | undefined;
beforeAll(async () => {
  if (hasRedis) redis = await RedisServer.start();
});
afterAll(() => redis?.remove());

/** Lines of the log: level and message. */
let lines: string[] = [];
const log = {
  warn: (_facts: object, message: string) => lines.push(`warn ${message}`),
  info: (message: string) => lines.push(`info ${message}`),
} as unknown as Logger;
beforeEach(() => {
  lines = [];
});

async function openRedisStore(name: string): Promise<CacheStore> {
  const store = new RedisCacheStore(openRedis(redis!.url, PATIENT), `furlow:cache:${name}:`);
  await store.connected(2_000);
  return store;
}

let runs = 0;
const STORES: Readonly<Record<string, () => Promise<CacheStore>>> = {
  memory: async () => new MemoryCacheStore(10_000),
  redis: () => openRedisStore(`run${runs++}`),
};

const available = Object.entries(STORES).filter(([name]) => name !== "redis" || hasRedis);

/** A computation that counts how often it is run. */
function counter<T>(value: T, delay = 0) {
  const run = async () => {
    run.calls++;
    if (delay > 0) await setTimeout(delay);
    return value;
  };
  run.calls = 0;
  return run;
}

/** A computation that ends when it is told to. */
function held<T>(value: T) {
  let begin = () => {};
  let finish = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const end = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const compute = async () => {
    begin();
    await end;
    return value;
  };
  return { compute, begun, finish };
}

describe.each(available)("a cache in %s", (_name, open) => {
  const caches: ResponseCache[] = [];
  const cacheOf = async (settings: CacheSettings = {}) => {
    const cache = new ResponseCache(await open(), settings, log);
    caches.push(cache);
    return cache;
  };
  afterEach(async () => {
    for (const cache of caches.splice(0)) await cache.close();
    expect(lines).toEqual([]);
  });

  test.each([1, "", "text", null, undefined, true, [], [1, null], { a: { b: [] } }, "😀\u2028"])(
    "keeps %j",
    async (value) => {
      const cache = await cacheOf();
      const compute = counter(value);
      for (let i = 0; i < 3; i++) expect(await cache.read("user:1", compute)).toEqual(value);
      expect(compute.calls).toBe(1);
      expect(cache.counts).toEqual({ user: { hits: 2, misses: 1 } });
    },
  );

  test("hands out copies", async () => {
    const cache = await cacheOf();
    const list = await cache.read("user:1", async () => [1]);
    list.push(2);
    expect(await cache.read("user:1", async () => [])).toEqual([1]);
  });

  test("keeps a value as long as the first rule says that fits, else the default", async () => {
    const rules = [
      { pattern: "user:1", ttl: 1_000 },
      { pattern: "user:*", ttl: 60_000 },
      { pattern: "user:2", ttl: 1 },
    ];
    const cache = await cacheOf({ rules, defaultTtl: "1s" });
    const compute = counter("x");
    for (const key of ["user:1", "user:2", "member:1:1"]) await cache.read(key, compute);
    await setTimeout(100);
    for (const key of ["user:1", "user:2", "member:1:1"]) await cache.read(key, compute);
    expect(compute.calls).toBe(3);
    await setTimeout(1_000);
    for (const key of ["user:1", "user:2", "member:1:1"]) await cache.read(key, compute);
    expect(compute.calls).toBe(5);
  });

  test("computes once for all who ask at the same time", async () => {
    const cache = await cacheOf();
    const compute = counter({ n: 1 }, 20);
    const all = await Promise.all(Array.from({ length: 100 }, () => cache.read("user:1", compute)));
    expect(compute.calls).toBe(1);
    expect(all).toEqual(all.map(() => ({ n: 1 })));
    expect(cache.counts).toEqual({ user: { hits: 99, misses: 1 } });
  });

  test("does not keep errors; who asked meanwhile gets the same", async () => {
    const cache = await cacheOf();
    const fail = async () => {
      await setTimeout(20);
      throw new Error("no such user");
    };
    const both = await Promise.allSettled([cache.read("user:1", fail), cache.read("user:1", fail)]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await cache.read("user:1", async () => "there")).toBe("there");
    expect(await cache.read("user:1", async () => "other")).toBe("there");
  });

  test("a flow's error concerns only who ran it", async () => {
    const cache = await cacheOf();
    const fail = async () => {
      await setTimeout(20);
      throw new Error("quota");
    };
    const compute = counter("mine");
    const [first, second] = await Promise.allSettled([
      cache.flow("top", undefined, {}, fail),
      cache.flow("top", undefined, {}, compute),
    ]);
    expect(first.status).toBe("rejected");
    expect(second).toEqual({ status: "fulfilled", value: "mine" });
  });

  test("a flow that calls itself, and two that call each other, do not wait for ever", async () => {
    const cache = await cacheOf();
    const handler = {};
    const inner = () => cache.flow("a", 1_000, handler, async () => "inner");
    expect(await cache.flow("a", 1_000, handler, inner)).toBe("inner");
    const [one, other] = [{}, {}];
    const crossed = await Promise.all([
      cache.flow("b", 1_000, one, async () => {
        await setTimeout(20);
        return cache.flow("c", 1_000, one, counter("c", 50));
      }),
      cache.flow("c", 1_000, other, async () => {
        await setTimeout(20);
        return cache.flow("b", 1_000, other, counter("b", 50));
      }),
    ]);
    expect(crossed).toEqual(["c", "b"]);
  });

  test("what was being computed when its key was dropped is not kept", async () => {
    const cache = await cacheOf();
    const slow = held("old");
    const old = cache.read("user:1", slow.compute);
    await slow.begun;
    await cache.invalidate("user:*");
    expect(await cache.read("user:1", counter("fresh"))).toBe("fresh");
    slow.finish();
    expect(await old).toBe("old");
    expect(await cache.read("user:1", counter("newer"))).toBe("fresh");
  });

  test("drops by key and by pattern, and says how many there were", async () => {
    const cache = await cacheOf();
    const keys = Array.from({ length: 1_200 }, (_, i) => memberKey(String(i % 2), String(i)));
    const all = [...keys, userKey("1"), "plain", "a*b"];
    await Promise.all(all.map((key) => cache.read(key, async () => 1)));
    expect(await cache.invalidate("member:1:7")).toBe(1);
    expect(await cache.invalidate("member:1:7")).toBe(0);
    expect(await cache.invalidate("member:0:*")).toBe(600);
    expect(await cache.invalidate("member:*:11")).toBe(1);
    expect(await cache.invalidate("mem*")).toBe(598);
    expect(await cache.invalidate("*:1")).toBe(1);
    expect(await cache.invalidate("user:*")).toBe(0);
    expect(await cache.invalidate("*")).toBe(2);
    expect(await cache.read("plain", async () => 2)).toBe(2);
  });

  test("does not keep what is too large, and keeps nothing where only flows are kept", async () => {
    const cache = await cacheOf();
    const large = counter("x".repeat(1_000_000));
    for (let i = 0; i < 2; i++) await cache.read("user:1", large);
    expect(large.calls).toBe(2);
    const flows = await cacheOf({ reads: false });
    const compute = counter(1);
    for (let i = 0; i < 2; i++) await flows.read("user:1", compute);
    for (let i = 0; i < 2; i++) await flows.flow("top", 1_000, {}, compute);
    expect(compute.calls).toBe(3);
  });

  test("forgets what Discord says has changed", async () => {
    const cache = await cacheOf();
    const changes = new ResponseChanges(cache);
    const user = { id: "2" };
    const cases: readonly (readonly [key: string, dispatch: string, data: object])[] = [
      ["member:1:2", "GUILD_MEMBER_UPDATE", { guild_id: "1", user }],
      ["user:2", "GUILD_MEMBER_UPDATE", { guild_id: "1", user }],
      ["member:1:2", "GUILD_MEMBER_REMOVE", { guild_id: "1", user }],
      ["user:2", "USER_UPDATE", user],
      ["guild:1:channels", "CHANNEL_CREATE", { id: "3", guild_id: "1" }],
      ["guild:1:channels", "CHANNEL_UPDATE", { id: "3", guild_id: "1" }],
      ["guild:1:channels", "CHANNEL_DELETE", { id: "3", guild_id: "1" }],
      ["guild:1:roles", "GUILD_ROLE_CREATE", { guild_id: "1", role: {} }],
      ["guild:1:roles", "GUILD_ROLE_UPDATE", { guild_id: "1", role: {} }],
      ["guild:1:roles", "GUILD_ROLE_DELETE", { guild_id: "1", role_id: "4" }],
      ["guild:1:roles", "GUILD_DELETE", { id: "1" }],
      ["message:3:5", "MESSAGE_UPDATE", { id: "5", channel_id: "3" }],
      ["message:3:5", "MESSAGE_DELETE", { id: "5", channel_id: "3" }],
      ["message:3:5", "MESSAGE_DELETE_BULK", { ids: ["4", "5"], channel_id: "3" }],
      ["message:3:5", "MESSAGE_REACTION_ADD", { message_id: "5", channel_id: "3" }],
      ["message:3:5", "MESSAGE_REACTION_REMOVE", { message_id: "5", channel_id: "3" }],
      ["message:3:5", "MESSAGE_REACTION_REMOVE_ALL", { message_id: "5", channel_id: "3" }],
      ["message:3:5", "MESSAGE_REACTION_REMOVE_EMOJI", { message_id: "5", channel_id: "3" }],
    ];
    for (const [key, dispatch, data] of cases) {
      await cache.read(key, async () => "old");
      await cache.read("user:99", async () => "other");
      expect(changes.dispatches).toContain(dispatch);
      changes.take(dispatch, data as GatewayDispatchPayload["d"] as never);
      expect(await cache.read(key, async () => dispatch), dispatch).toBe(dispatch);
      await cache.invalidate(key);
    }
    expect(cache.counts["user"]!.misses).toBeLessThan(cases.length);
    expect([...new Set(cases.map(([, dispatch]) => dispatch))].sort()).toEqual(
      [...changes.dispatches].sort(),
    );
  });
});

describe("a cache in memory", () => {
  test("keeps at most so many, those last read", async () => {
    const cache = new ResponseCache(new MemoryCacheStore(2), {}, log);
    for (const key of ["user:1", "user:2", "user:1", "user:3"]) await cache.read(key, async () => key);
    const compute = counter("anew");
    for (const key of ["user:1", "user:3"]) expect(await cache.read(key, compute)).toBe(key);
    expect(await cache.read("user:2", compute)).toBe("anew");
  });
});

describe.skipIf(!hasRedis)("caches of two processes in one Redis", () => {
  let one: ResponseCache;
  let other: ResponseCache;
  beforeEach(async () => {
    const name = `run${runs++}`;
    one = new ResponseCache(await openRedisStore(name), {}, log);
    other = new ResponseCache(await openRedisStore(name), {}, log);
  });
  afterEach(async () => {
    await Promise.all([one.close(), other.close()]);
  });

  test("share what they keep, and drop it together", async () => {
    expect(await one.read("user:1", async () => "one")).toBe("one");
    await eventually(async () => (await other.read("user:1", async () => "other")) === "one");
    expect(await other.invalidate("user:*")).toBe(1);
    expect(await one.read("user:1", async () => "new")).toBe("new");
  });

  test("what one computes while the other drops its key is not kept", async () => {
    for (const pattern of ["user:1", "user:*", "*"]) {
      const slow = held("old");
      const old = one.read("user:1", slow.compute);
      await slow.begun;
      await other.invalidate(pattern);
      slow.finish();
      expect(await old).toBe("old");
      expect(await other.read("user:1", async () => "fresh")).toBe("fresh");
      await eventually(async () => (await one.read("user:1", async () => "newer")) === "fresh");
      await one.invalidate("*");
    }
  });

  test("do not wait for each other, and keep what the first gives", async () => {
    const slow = held("slow");
    const first = one.read("user:1", slow.compute);
    await slow.begun;
    expect(await other.read("user:1", async () => "fast")).toBe("fast");
    slow.finish();
    expect(await first).toBe("slow");
    await eventually(async () => (await other.read("user:1", async () => "later")) === "slow");
  });

  test("the index of keys does not keep those whose time is over", async () => {
    const name = `run${runs++}`;
    const cache = new ResponseCache(await openRedisStore(name), { defaultTtl: 1 }, log);
    for (let i = 0; i < 50; i++) await cache.read(userKey(String(i)), async () => i);
    const client = new Redis(redis!.url);
    try {
      const index = `{furlow:cache:${name}:index}:user`;
      expect(await client.zcard(index)).toBe(50);
      const scores = (await client.zrange(index, "0", "-1", "WITHSCORES")).filter((_, i) => i % 2 === 1);
      for (const score of scores) expect(Number(score) - Date.now()).toBeLessThanOrEqual(30_001);
      for (let i = 0; i < 50; i++) await client.zadd(index, "XX", "1", userKey(String(i)));
      await cache.read(userKey("50"), async () => 50);
      expect(await client.zcard(index)).toBe(1);
    } finally {
      client.disconnect();
      await cache.close();
    }
  });
});

describe.skipIf(!hasRedis)("a cache whose Redis goes away", () => {
  test("computes meanwhile, says so once, and owes what should have been dropped", async () => {
    const server = await RedisServer.start();
    const store = new RedisCacheStore(openRedis(server.url, TIMEOUTS), "furlow:cache:away:");
    await store.connected(2_000);
    const cache = new ResponseCache(store, {}, log);
    try {
      expect(await cache.read("user:1", async () => "old")).toBe("old");
      expect(await cache.read("user:2", async () => "old")).toBe("old");
      await server.down();
      const compute = counter("computed");
      const started = performance.now();
      for (let i = 0; i < 1_000; i++) expect(await cache.read("user:1", compute)).toBe("computed");
      expect(compute.calls).toBe(1_000);
      expect(performance.now() - started).toBeLessThan(3_000);
      cache.drop(["user:1"]);
      expect(await cache.invalidate("user:3*")).toBe(0);
      expect(lines).toEqual(["warn the cache does not answer; what it would have is read anew"]);
      await server.up();
      await eventually(async () => (await cache.read("user:2", async () => "computed")) === "old");
      expect(await cache.read("user:1", async () => "fresh")).toBe("fresh");
      expect(lines.slice(1)).toEqual(["info the cache answers again"]);
    } finally {
      await cache.close();
      await server.remove();
    }
  });

  test("computes while the network swallows everything, and a read waits at most for one command", async () => {
    const proxy = await TcpProxy.start(redis!.port);
    const store = new RedisCacheStore(
      openRedis(`redis://127.0.0.1:${proxy.port}`, TIMEOUTS),
      `furlow:cache:run${runs++}:`,
    );
    await store.connected(2_000);
    const cache = new ResponseCache(store, {}, log);
    try {
      expect(await cache.read("user:1", async () => "old")).toBe("old");
      expect(await cache.read("user:2", async () => "kept")).toBe("kept");
      proxy.blackhole();
      const waits: number[] = [];
      const end = performance.now() + 3_000;
      while (performance.now() < end) {
        const started = performance.now();
        expect(await cache.read("user:1", async () => "computed")).toBe("computed");
        waits.push(performance.now() - started);
        await setTimeout(20);
      }
      // A command and then a while without any; the machine may be busy.
      expect(Math.max(...waits)).toBeLessThan(1_500);
      expect(waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)]).toBeLessThan(50);
      cache.drop(["user:1"]);
      proxy.restore();
      await eventually(async () => (await cache.read("user:2", async () => "computed")) === "kept");
      expect(await cache.read("user:1", async () => "fresh")).toBe("fresh");
      expect(lines).toEqual([
        "warn the cache does not answer; what it would have is read anew",
        "info the cache answers again",
      ]);
    } finally {
      await cache.close();
      await proxy.remove();
    }
  });

  test("starts without it, and drops everything when too much is owed", async () => {
    const server = await RedisServer.start();
    await server.down();
    const store = new RedisCacheStore(openRedis(server.url, TIMEOUTS), "furlow:cache:late:");
    await store.connected(100);
    const cache = new ResponseCache(store, {}, log);
    try {
      expect(await cache.read("user:1", async () => 1)).toBe(1);
      await server.up();
      let n = 1;
      await eventually(async () => {
        const before = n;
        return (await cache.read<number>("user:1", async () => ++n)) === before && n > 1;
      });
      await cache.read("user:2", async () => "kept");
      await server.down();
      for (let i = 0; i < 1_100; i++) cache.drop([`member:1:${i}`]);
      await server.up();
      await eventually(async () => (await cache.read("user:2", async () => "anew")) === "anew");
    } finally {
      await cache.close();
      await server.remove();
    }
  });
});
