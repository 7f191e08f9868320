import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RedisLeases } from "../../runtime-lib/leases/redis-leases.ts";
import { RedisLeases as Leases } from "../../runtime-lib/leases/redis-leases.ts";
import { ACQUIRE, RELEASE, RENEW } from "../../runtime-lib/leases/scripts.ts";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { RedisConnection } from "../../runtime-lib/state/redis/redis-connection.ts";
import { runScript } from "../../runtime-lib/state/redis/script.ts";
import { eventually } from "../support/eventually.ts";
import { TcpProxy } from "../support/servers/proxy.ts";
import { freePort, hasRedis, RedisServer } from "../support/servers/redis.ts";
import { startCluster } from "../support/servers/redis-cluster.ts";
import { type Heard, joined } from "./support.ts";

const TTL = 1_000; /* ms */

/** What something may come late on a busy machine. */
const SLACK = 600; /* ms */

describe.skipIf(!hasRedis)("leases in Redis", () => {
  let server: RedisServer;
  let redis: Redis;
  let bot = 0;
  const opened: RedisLeases[] = [];

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
    redis.on("error", () => {});
  });
  afterAll(async () => {
    redis?.disconnect();
    await server?.remove();
  });
  beforeEach(() => {
    bot++;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((leases) => leases.close()));
  });

  async function join(port = server.port, ttl = TTL): Promise<{ leases: RedisLeases; heard: Heard }> {
    const one = await joined(port, `bot${bot}`, ttl);
    opened.push(one.leases);
    return one;
  }

  /** Takes a lease as soon as it is to be had. */
  async function taken(leases: RedisLeases, name: string) {
    for (;;) {
      const lease = await leases.acquire(name).catch(() => undefined);
      if (lease !== undefined) return lease;
      await setTimeout(5);
    }
  }

  it("are held by one process, and go to another once they are released, which hears of it at once", async () => {
    const [one, other] = [await join(), await join()];
    const lease = (await one.leases.acquire("a"))!;
    expect(lease).toMatchObject({ name: "a" });
    expect(lease.certain()).toBe(true);
    expect(await other.leases.acquire("a")).toBeUndefined();
    expect(await one.leases.acquire("a")).toBe(lease);
    const [twice, again] = await Promise.all([one.leases.acquire("c"), one.leases.acquire("c")]);
    expect(again).toBe(twice);
    const members = [one.leases.member, other.leases.member].sort();
    const { nextFree, ...survey } = await other.leases.look(["a", "b"]);
    expect(survey).toEqual({ members, holders: new Map([["a", one.leases.member]]) });
    expect(nextFree).toBeGreaterThan(TTL / 2);
    await setTimeout(50);
    const { changes } = other.heard;
    await one.leases.release(lease);
    expect(lease.certain()).toBe(false);
    await eventually(() => other.heard.changes > changes, 200);
    const next = (await other.leases.acquire("a"))!;
    expect(next.token).toBeGreaterThan(lease.token);
    expect(one.heard.lost).toEqual([]);
  });

  it("go to one process only when many want one at once", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => join()));
    const tokens = new Set<number>();
    for (let round = 0; round < 20; round++) {
      const each = await Promise.all(all.map(({ leases }) => leases.acquire("a")));
      const held = each.flatMap((lease, i) =>
        lease === undefined ? [] : [{ lease, leases: all[i]!.leases }],
      );
      expect(held).toHaveLength(1);
      tokens.add(held[0]!.lease.token);
      await held[0]!.leases.release(held[0]!.lease);
    }
    expect([...tokens]).toEqual([...tokens].sort((a, b) => a - b));
    expect(tokens.size).toBe(20);
  });

  it("last as long as they are renewed, and a process that is gone is noticed when they run out", async () => {
    const proxy = await TcpProxy.start(server.port);
    const [one, other, gone] = [await join(), await join(), await join(proxy.port)];
    const lease = (await one.leases.acquire("a"))!;
    const orphan = (await gone.leases.acquire("b"))!;
    proxy.blackhole();
    const start = performance.now();
    const next = await taken(other.leases, "b");
    expect(performance.now() - start).toBeLessThan(TTL + SLACK);
    expect(next.token).toBeGreaterThan(orphan.token);
    await setTimeout(TTL);
    expect(lease.certain()).toBe(true);
    expect(await other.leases.acquire("a")).toBeUndefined();
    expect((await other.leases.look([])).members).toEqual([one.leases.member, other.leases.member].sort());
    expect(one.heard.lost).toEqual([]);
    await proxy.remove();
  });

  it("are lost, told of once and in time, when Redis is out of reach, and can be had again when it is back", async () => {
    const proxy = await TcpProxy.start(server.port);
    const [one, other] = [await join(proxy.port), await join()];
    const [a, b] = [(await one.leases.acquire("a"))!, (await one.leases.acquire("b"))!];
    // From their first renewal on they have the same time.
    await setTimeout(TTL / 2);
    proxy.blackhole();
    const next = await taken(other.leases, "a");
    for (const lease of [a, b]) {
      expect(one.heard.times(lease)).toBe(1);
      expect(lease.certain()).toBe(false);
      expect(one.heard.lost.find((each) => each.lease === lease)!.at).toBeLessThan(lease.deadline);
    }
    await setTimeout(TTL / 2);
    proxy.restore();
    const again = await taken(one.leases, "b");
    expect(again.token).toBeGreaterThan(next.token);
    await setTimeout(TTL);
    expect(again.certain() && next.certain()).toBe(true);
    expect(one.heard.lost).toHaveLength(2);
    expect(one.heard.log).toEqual([
      "Redis does not answer: leases cannot be renewed",
      "leases are lost: what runs under them ends here",
      "Redis answers again",
    ]);
    await proxy.remove();
  });

  it("are over for a process that did not run past their time, whatever it does first", async () => {
    const [one, other] = [await join(), await join()];
    const [a, b] = [(await one.leases.acquire("a"))!, (await one.leases.acquire("b"))!];
    // Nothing runs meanwhile, no timer and no socket.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TTL + 50);
    expect(one.heard.lost).toEqual([]);
    expect(a.certain()).toBe(false);
    expect(one.heard.lost.map(({ lease }) => lease)).toEqual([a, b]);
    expect(b.certain()).toBe(false);
    await setTimeout(TTL / 2);
    expect(one.heard.lost).toHaveLength(2);
    await taken(other.leases, "a");
  });

  it("outlive a Redis that is restarted with what it had", async () => {
    const [one, other] = [await join(server.port, 2 * TTL), await join()];
    const lease = (await one.leases.acquire("a"))!;
    const { token } = lease;
    for (let i = 0; i < 2; i++) {
      await server.down();
      await server.up();
      await eventually(async () => (await other.leases.acquire("b").catch(() => undefined)) !== undefined);
      await setTimeout(TTL);
    }
    expect(one.heard.lost).toEqual([]);
    expect(lease.certain()).toBe(true);
    expect(lease.token).toBe(token);
  });

  it("stay with their holders in a Redis that has lost everything; others wait until old ones are over", async () => {
    const proxy = await TcpProxy.start(server.port);
    const [one, other, gone] = [await join(), await join(), await join(proxy.port)];
    const lease = (await one.leases.acquire("a"))!;
    const { token } = lease;
    const orphan = (await gone.leases.acquire("b"))!;
    proxy.blackhole();
    const last = orphan.deadline;
    await redis.flushall();
    const stolen = taken(other.leases, "a");
    const next = await taken(other.leases, "b");
    expect(performance.now()).toBeGreaterThan(last);
    expect(performance.now()).toBeLessThan(last + TTL + SLACK);
    expect(gone.heard.times(orphan)).toBe(1);
    expect(one.heard.lost).toEqual([]);
    expect(lease.certain()).toBe(true);
    expect(lease.token).toBeGreaterThan(token);
    expect(next.token).toBeGreaterThan(orphan.token);
    await one.leases.release(lease);
    expect((await stolen).token).toBeGreaterThan(lease.token);
    await proxy.remove();
  });

  it("are taken and given up once where the answer was lost", async () => {
    const proxy = await TcpProxy.start(server.port);
    const [one, other] = [await join(proxy.port), await join()];
    for (let i = 0; i < 3; i++) {
      const lost = proxy.loseAnswerTo("lease:a");
      const lease = await taken(one.leases, "a");
      await lost;
      expect(await redis.get(`test:{bot${bot}}:lease:a`)).toBe(`${lease.token}:${one.leases.member}`);
      const released = proxy.loseAnswerTo(String(lease.token));
      await one.leases.release(lease);
      await released;
      const next = await taken(other.leases, "a");
      expect(next.token).toBeGreaterThan(lease.token);
      await other.leases.release(next);
    }
    await proxy.remove();
  });

  it("are not touched by what comes late", async () => {
    const one = await join();
    const key = (name: string) => `test:{bot${bot}}:${name}`;
    const keys = ["epoch", "members", "left", "token"].map(key);
    const connection = new RedisConnection(server.url, { connect: 1_000, command: 1_000 }, () => {});
    const run = (script: typeof RENEW, names: string[], args: (string | number)[]) =>
      runScript(connection, script, names, args);
    const before = (await one.leases.acquire("a"))!;
    await one.leases.release(before);
    const lease = (await one.leases.acquire("a"))!;
    expect(await run(RELEASE, [key("lease:a")], [before.token, one.leases.member, "c"])).toBe(0);
    expect(lease.certain()).toBe(true);
    expect((await one.leases.look(["a"])).holders.get("a")).toBe(one.leases.member);
    // A token that was seen is over for its process; one that was not is the answer that it missed.
    const acquire = async (seen: number) => {
      const epoch = (await redis.get(key("epoch")))!;
      const names = [key("epoch"), key("members"), key("token"), key("lease:c")];
      return Number(await run(ACQUIRE, names, [one.leases.member, TTL, epoch, seen, "c"]));
    };
    const first = await acquire(0);
    expect(await acquire(first - 1)).toBe(first);
    expect(await acquire(first)).toBeGreaterThan(first);
    await one.leases.withdraw();
    await run(RENEW, [...keys, key("lease:b")], [one.leases.member, TTL, 1, "", "x", 0, "c"]);
    const survey = await one.leases.look(["a", "b"]);
    expect(survey.members).toEqual([]);
    expect([...survey.holders]).toEqual([["a", one.leases.member]]);
    connection.disconnect();
  });

  it("are taken by nobody that has withdrawn; what it holds stays until it is released", async () => {
    const [one, other] = [await join(), await join()];
    const lease = (await one.leases.acquire("a"))!;
    const underWay = one.leases.acquire("b");
    await one.leases.withdraw();
    expect(await underWay).toBeUndefined();
    expect(await one.leases.acquire("c")).toBeUndefined();
    expect((await other.leases.look([])).members).toEqual([other.leases.member]);
    await setTimeout(TTL + 100);
    expect(lease.certain()).toBe(true);
    expect((await other.leases.look([])).members).toEqual([other.leases.member]);
    await one.leases.close();
    expect(lease.certain()).toBe(false);
    expect(await other.leases.acquire("a")).toBeDefined();
    expect(await other.leases.acquire("b")).toBeDefined();
  });

  it("are warned of where Redis may drop them", async () => {
    await redis.config("SET", "maxmemory", "500mb");
    await redis.config("SET", "maxmemory-policy", "volatile-lru");
    const one = await join();
    await redis.config("SET", "maxmemory-policy", "noeviction");
    const other = await join();
    expect(one.heard.log).toEqual([
      "Redis drops leases when its memory is full (maxmemory-policy volatile-lru): set noeviction",
    ]);
    expect(other.heard.log).toEqual([]);
    await redis.config("SET", "maxmemory", "0");
  });

  it("cannot be opened where no Redis answers", async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    const log = createLogger({ level: "silent" });
    const opening = Leases.open({ url, prefix: "", bot: "b", ttl: 400, log, patience: 200 });
    await expect(opening).rejects.toMatchObject({ code: "E4004" });
  });
});

describe.skipIf(!hasRedis)("leases in a cluster of Redis", () => {
  it("are taken, renewed, and heard of", async () => {
    const cluster = await startCluster();
    const log = createLogger({ level: "silent" });
    const settings = { url: cluster.url, prefix: "furlow:", bot: "Bot", ttl: TTL, log };
    const [one, other] = [await Leases.open(settings), await Leases.open(settings)];
    let changes = 0;
    other.watch({ changed: () => changes++, lost: () => {} });
    await Promise.all([one.join(), other.join()]);
    const lease = (await one.acquire("a"))!;
    await setTimeout(TTL + 100);
    expect(lease.certain()).toBe(true);
    expect(await other.acquire("a")).toBeUndefined();
    const before = changes;
    await one.release(lease);
    await eventually(() => changes > before, 200);
    expect((await other.acquire("a"))!.token).toBeGreaterThan(lease.token);
    await Promise.all([one.close(), other.close()]);
    await cluster.remove();
  });
});
