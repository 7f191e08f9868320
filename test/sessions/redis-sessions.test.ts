import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RedisSessions } from "../../runtime-lib/sessions/redis-sessions.ts";
import { RedisConnection } from "../../runtime-lib/state/redis/redis-connection.ts";
import { TcpProxy } from "../support/servers/proxy.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { changesTo, slicesAt, snapshotOf } from "./saved-sequences.ts";

const KEY = "furlow:{bot}:session:0";

describe.skipIf(!hasRedis)("sessions in Redis", () => {
  let redis: RedisServer;
  let client: Redis;
  let connection: RedisConnection;
  beforeAll(async () => {
    redis = await RedisServer.start();
    client = new Redis(redis.url);
  });
  afterAll(async () => {
    client.disconnect();
    await redis.remove();
  });
  beforeEach(async () => {
    await client.flushall();
    connection = connectTo(redis.port);
  });
  afterEach(() => connection.disconnect());

  const connectTo = (port: number, command = 10_000) =>
    new RedisConnection(`redis://127.0.0.1:${port}`, { connect: 5_000, command }, () => {});
  const open = (over = connection) => new RedisSessions(over, { prefix: "furlow:", bot: "bot" });

  it("everything lies in one place of a cluster, and is gone after a day", async () => {
    await open().save(0, snapshotOf(1), changesTo(1, true), { fence: { token: 1 } });
    await open().load(1, { token: 1 });
    const keys = (await client.keys("*")).sort();
    const slices = ["few", "large", "other"].map((name) => `${KEY}:slice:${name}`);
    expect(keys).toEqual([KEY, `${KEY}:claims`, ...slices, "furlow:{bot}:session:1"]);
    for (const key of keys) {
      const left = await client.pttl(key);
      expect(left, key).toBeGreaterThan(86_000_000);
      expect(left, key).toBeLessThanOrEqual(86_400_000);
    }
  });

  it("what a save keeps as it is lives on with it", async () => {
    const store = open();
    await store.save(0, snapshotOf(1), changesTo(1, true));
    await client.pexpire(`${KEY}:slice:large`, 10_000);
    await store.save(0, snapshotOf(2), changesTo(2, false));
    expect(await client.pttl(`${KEY}:slice:large`)).toBeGreaterThan(86_000_000);
  });

  it("a slice of which Redis has dropped something counts as missing, and cannot be added to", async () => {
    const store = open();
    await store.save(0, snapshotOf(1), changesTo(1, true));
    await client.hdel(`${KEY}:slice:few`, "k1");
    const stored = await open().load(0);
    expect([...stored!.slices.keys()].sort()).toEqual(["large", "other"]);
    const next = store.save(0, snapshotOf(2), changesTo(2, false));
    await expect(next).rejects.toMatchObject({ code: "E4008" });
    await store.save(0, snapshotOf(3), changesTo(3, true));
    expect((await open().load(0))!.slices.get("few")!.entries).toEqual(slicesAt(3)["few"]);
  });

  it("a server that has lost everything gets everything again", async () => {
    const store = open();
    await store.save(0, snapshotOf(1), changesTo(1, true));
    await client.flushall();
    const next = store.save(0, snapshotOf(2), changesTo(2, false));
    await expect(next).rejects.toMatchObject({ code: "E4008" });
    expect(await open().load(0)).toBeUndefined();
    await store.save(0, snapshotOf(2), changesTo(2, true));
    expect((await open().load(0))!.session.sequence).toBe(2);
  });

  it("a save whose large part was brought and whose end never came leaves the one before, and no rubbish", async () => {
    const proxy = await TcpProxy.start(redis.port);
    const over = connectTo(proxy.port, 500);
    try {
      const store = open(over);
      await store.save(0, snapshotOf(19), changesTo(19, true));
      // The large slice is sent in steps of a thousand entries.
      const lost = proxy.loseAnswerTo("k2500");
      const save = store.save(0, snapshotOf(20), changesTo(20, false));
      save.catch(() => {});
      await lost;
      proxy.blackhole();
      await expect(save).rejects.toMatchObject({ code: "E4004" });
      const stored = await open().load(0);
      expect(stored!.session.sequence).toBe(19);
      expect(stored!.slices.get("large")!.entries).toEqual(slicesAt(19)["large"]);
      const brought = await client.keys("*:brought:*");
      expect(brought.length).toBe(1);
      expect(await client.pttl(brought[0]!)).toBeGreaterThan(0);
    } finally {
      over.disconnect();
      await proxy.remove();
    }
  });

  it("a save whose answer is lost is there or is told to be incomplete, never half", async () => {
    const proxy = await TcpProxy.start(redis.port);
    const over = connectTo(proxy.port, 3_000);
    try {
      const store = open(over);
      await store.save(0, snapshotOf(1), changesTo(1, true));
      await store.save(0, snapshotOf(2), changesTo(2, false));
      const lost = proxy.loseAnswerTo("evalsha");
      const save = store.save(0, snapshotOf(3), changesTo(3, false));
      await Promise.all([lost, save]);
      await store.save(0, snapshotOf(4), changesTo(4, false));
      const stored = await open().load(0);
      expect(stored!.session.sequence).toBe(4);
      for (const [name, entries] of Object.entries(slicesAt(4)))
        expect(stored!.slices.get(name)!.entries).toEqual(entries);
    } finally {
      over.disconnect();
      await proxy.remove();
    }
  });
});
