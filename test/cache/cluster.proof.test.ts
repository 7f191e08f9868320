import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RedisCacheStore } from "../../runtime-lib/cache/redis/redis-cache-store.ts";
import { ResponseCache } from "../../runtime-lib/cache/response-cache.ts";
import type { Logger } from "../../runtime-lib/log/logger.ts";
import { openRedis } from "../../runtime-lib/state/redis/redis-client.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { startCluster } from "../support/servers/redis-cluster.ts";

describe.skipIf(!hasRedis)("a cache in a cluster of Redis", () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster?.remove());

  test("keeps and drops keys wherever they lie", async () => {
    const failures: string[] = [];
    const log = {
      warn: (facts: object) => failures.push(JSON.stringify(facts)),
      info: () => {},
    } as unknown as Logger;
    const store = new RedisCacheStore(
      openRedis(cluster.url, { connect: 5_000, command: 5_000 }),
      "furlow:cache:Bot:",
    );
    await store.connected(5_000);
    const cache = new ResponseCache(store, {}, log);
    try {
      const keys = Array.from({ length: 40 }, (_, i) => [`user:${i}`, `board:${i}}{`]).flat();
      for (const key of keys) expect(await cache.read(key, async () => key)).toBe(key);
      for (const key of keys) expect(await cache.read(key, async () => "anew")).toBe(key);
      expect(await cache.invalidate("user:3*")).toBe(11);
      expect(await cache.invalidate("*")).toBe(69);
      cache.drop(["user:1", "user:2", "board:3}{"]);
      expect(await cache.read("user:1", async () => "anew")).toBe("anew");
      expect(failures).toEqual([]);
    } finally {
      await cache.close();
    }
  });
});
