import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RedisCacheStore } from "../../runtime-lib/cache/redis/redis-cache-store.ts";
import { ResponseCache } from "../../runtime-lib/cache/response-cache.ts";
import type { Logger } from "../../runtime-lib/log/logger.ts";
import { openRedis } from "../../runtime-lib/state/redis/redis-client.ts";
import { eventually } from "../support/eventually.ts";
import { freePort, hasRedis } from "../support/servers/redis.ts";

/** A cluster takes the port of its servers' own traffic 10,000 above. */
const HIGHEST_PORT = 55_000;

/** A cluster of one server that has all slots: it refuses commands whose keys lie in several. */
async function startCluster() {
  const folder = mkdtempSync(join(tmpdir(), "furlow-cluster-"));
  let port = await freePort();
  while (port > HIGHEST_PORT) port = await freePort();
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const server = spawn(
    "redis-server",
    [...settings, "--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1"],
    { stdio: "ignore" },
  );
  const client = new Redis(port, "127.0.0.1", { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on("error", () => {});
  await client.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
  await eventually(async () => String(await client.call("CLUSTER", "INFO")).includes("cluster_state:ok"));
  client.disconnect();
  return {
    url: `redis-cluster://127.0.0.1:${port}`,
    async remove() {
      server.kill("SIGKILL");
      await once(server, "exit");
      rmSync(folder, { recursive: true });
    },
  };
}

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
