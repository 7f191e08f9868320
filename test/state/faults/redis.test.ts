import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "../../../runtime-lib/log/logger.ts";
import { type RedisStorageSettings, redisStorage } from "../../../runtime-lib/state/redis/redis-storage.ts";
import type { StateStore } from "../../../runtime-lib/state/store.ts";
import { eventually } from "../../support/eventually.ts";
import { TcpProxy } from "../../support/servers/proxy.ts";
import { hasRedis } from "../../support/servers/redis.ts";
import { redisBefore } from "../../support/servers/redis-of-tests.ts";

/** How long the network carries nothing: 10 seconds in the full proof. */
const DARK = process.env["FURLOW_PROOF_STATE"] ? 10_000 : 2_000; /* ms */

/** What an answer may come later than the configured time, on a busy machine. */
const SLACK = 1_500; /* ms */

describe.skipIf(!hasRedis)("a Redis that fails", () => {
  const server = redisBefore();
  let proxy: TcpProxy;
  const stores: StateStore[] = [];

  beforeEach(async () => {
    proxy = await TcpProxy.start(server().port);
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) {
      for (const key of ["a", "l", "n", "u"]) await store.delete(key);
      await store.close();
    }
    await proxy.remove();
  });

  async function open(pool: RedisStorageSettings["pool"] = {}): Promise<StateStore> {
    const url = `redis://127.0.0.1:${proxy.port}`;
    const store = await redisStorage({ url, pool })({ log: createLogger({ level: "silent" }) });
    stores.push(store);
    return store;
  }

  it("loses no write and does none twice when it is restarted in the middle of them", async () => {
    const store = await open({ statementTimeout: 20_000 });
    let isOver = false;
    let increments = 0;
    const items: number[] = [];
    const workers = Array.from({ length: 12 }, async (_, worker) => {
      for (let i = 0; !isOver; i++) {
        await store.increment("n", 1, 0);
        increments++;
        if (i % 5 > 0) continue;
        const item = worker * 1_000_000 + i;
        await store.change(`list${worker}`, { kind: "push", item }, undefined);
        items.push(item);
      }
    });
    for (let i = 0; i < 3; i++) {
      await setTimeout(300);
      await server().down();
      await setTimeout(100);
      await server().up();
    }
    await setTimeout(300);
    isOver = true;
    await Promise.all(workers);
    expect(increments).toBeGreaterThan(100);
    expect(await store.get("n")).toBe(increments);
    const lists = await Promise.all(Array.from({ length: 12 }, (_, worker) => store.get(`list${worker}`)));
    expect(lists.flat().sort()).toEqual(items.toSorted());
  });

  it("counts once what it was sent twice, because the answer was lost", async () => {
    const store = await open();
    await store.increment("n", 1, 0);
    for (let i = 0; i < 5; i++) {
      const lost = proxy.loseAnswerTo("operation:");
      expect(await store.increment("n", 1, 0)).toBe(2 + i);
      await lost;
    }
    const lost = proxy.loseAnswerTo("operation:");
    expect(await store.change("l", { kind: "push", item: 1 }, [])).toEqual([1]);
    await lost;
    expect(await store.get("l")).toEqual([1]);
  });

  it("fails with a code within the time while it is down, and goes on when it is back", async () => {
    const store = await open({ connectTimeout: 300, statementTimeout: 600 });
    await store.set("a", 1);
    await server().down();
    // What is sent before the client has noticed may be done later.
    await expect(store.get("a")).rejects.toMatchObject({ code: "E4004" });
    const operations = [
      () => store.get("a"),
      () => store.set("a", 2),
      () => store.increment("n", 1, 0),
      () => store.change("l", { kind: "push", item: 1 }, undefined),
      () => store.use("u", 1, 1_000),
    ];
    const start = performance.now();
    const ends = await Promise.allSettled(operations.map((operation) => operation()));
    expect(performance.now() - start).toBeLessThan(600 + SLACK);
    for (const end of ends) expect(end).toMatchObject({ status: "rejected", reason: { code: "E4004" } });
    await server().up();
    await eventually(async () => (await store.get("a").catch(() => undefined)) === 1);
    // What had failed while there was no connection was not done later.
    expect(await store.increment("n", 1, 0)).toBe(1);
    expect(await store.get("l")).toBeUndefined();
  });

  it("lets only so many wait for it, and forgets those whose time is over", async () => {
    const store = await open({ connectTimeout: 300, statementTimeout: 500 });
    await server().down();
    // What is sent before the client has noticed may be done later.
    await expect(store.get("a")).rejects.toMatchObject({ code: "E4004" });
    for (let round = 0; round < 3; round++) {
      const many = Array.from({ length: 12_000 }, () => store.set("a", "x".repeat(100)));
      const ends = await Promise.allSettled(many);
      const messages = ends.map((end) => (end.status === "rejected" ? String(end.reason) : "written"));
      expect(messages.filter((message) => message.includes("wait already"))).toHaveLength(2_000);
      expect(messages.filter((message) => message.includes("Redis: "))).toHaveLength(10_000);
    }
    await server().up();
    await eventually(async () => (await store.increment("n", 1, 0).catch(() => 0)) > 0);
    expect(await store.get("a")).toBeUndefined();
  });

  it("is waited for through seconds of a network that carries nothing", async () => {
    const store = await open({ statementTimeout: 20_000 });
    await store.increment("n", 1, 0);
    proxy.blackhole();
    const during = Array.from({ length: 20 }, () => store.increment("n", 1, 0));
    await setTimeout(DARK);
    proxy.restore();
    await Promise.all(during);
    expect(await store.get("n")).toBe(21);
  });

  it("is left when it answers nothing, and found again", async () => {
    const store = await open({ connectTimeout: 500, statementTimeout: 500 });
    await store.set("a", 1);
    proxy.blackhole();
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      await expect(store.get("a")).rejects.toMatchObject({ code: "E4004" });
      expect(performance.now() - start).toBeLessThan(500 + SLACK);
    }
    proxy.restore();
    await eventually(async () => (await store.get("a").catch(() => undefined)) === 1);
  });
});
