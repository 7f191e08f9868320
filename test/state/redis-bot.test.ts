import { join } from "node:path";
import { Redis } from "ioredis";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../support/build.ts";
import { runFixture } from "../support/fixtures.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisBefore } from "../support/servers/redis-of-tests.ts";

/** A bot with the settings that the guide on scaling shows. */
const FIXTURE = join(REPOSITORY, "fixtures/state-redis/guide");

describe.skipIf(!hasRedis)("a bot with its state in Redis", () => {
  const server = redisBefore();

  it("keeps all that it stores under its prefix", async () => {
    await runFixture(FIXTURE, undefined, { REDIS_URL: server().url });
    const client = new Redis(server().url);
    try {
      const keys = await client.keys("*");
      expect(keys.filter((key) => !key.startsWith("furlow:"))).toEqual([]);
      const operations = keys.filter((key) => key.startsWith("furlow:operation:"));
      expect(operations).toHaveLength(15);
      // What was done need not be known for long.
      for (const key of operations) expect(await client.pttl(key)).toBeGreaterThan(0);
      const held = keys.filter((key) => !operations.includes(key)).sort();
      expect(held.map((key) => key.split(":").slice(1, 3).join(":"))).toEqual([
        "guild:names",
        "member:visits",
        "user:profile",
      ]);
      expect(await client.mget(held)).toEqual(['["ann","cy"]', "1", '{"ann":1,"cy":3}']);
    } finally {
      client.disconnect();
    }
  }, 60_000);
});
