import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { REPOSITORY } from "../support/build.ts";
import { runFixture } from "../support/fixtures.ts";
import { inProof } from "../support/proof.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisBefore } from "../support/servers/redis-of-tests.ts";
import { Stage } from "../support/stage.ts";

const FIXTURES = join(REPOSITORY, "fixtures/cache-redis");
const SLOW = 60_000; /* ms */

const BOT = `
version: "0.1"
name: Shared
cache: { enabled: true, backend: redis, default_ttl: 1h }
commands:
  - name: count
    description: Computes, or not
    actions:
      - call_flow: { flow: count, as: text }
      - reply: "\${text}"
  - name: drop
    description: Drops it
    actions:
      - cache_invalidate: { pattern: "count:*", as: dropped }
      - reply: "\${dropped}"
flows:
  - name: count
    cache: { key: "count:all" }
    actions:
      - log: counting
      - return: counted
`;

describe.skipIf(!hasRedis)("a bot whose cache is in Redis", () => {
  const redis = redisBefore();
  const stages: Stage[] = [];
  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close();
  });

  const open = async () => {
    const stage = await Stage.open({
      source: { "furlow.yaml": BOT },
      environment: { REDIS_URL: redis().url },
    });
    stages.push(stage);
    return stage;
  };

  const answer = async (stage: Stage, command: string) => {
    const { control } = stage.sim;
    const { interactionId } = await control.slash({ command });
    const { message } = await control.waitForResponse(interactionId, { timeout: 8_000, filled: true });
    return message?.["content"];
  };

  const logged = (stage: Stage, message: string) => stage.bot.log.filter(({ msg }) => msg === message).length;

  inProof(
    "does what the scaling guide says",
    () => runFixture(join(FIXTURES, "guide"), undefined, { REDIS_URL: redis().url }),
    SLOW,
  );

  test(
    "two processes share it: what one drops, the other computes anew",
    async () => {
      const one = await open();
      const other = await open();
      expect(await answer(one, "count")).toBe("counted");
      expect(await answer(other, "count")).toBe("counted");
      expect([logged(one, "counting"), logged(other, "counting")]).toEqual([1, 0]);
      expect(await answer(one, "drop")).toBe("1");
      expect(await answer(other, "count")).toBe("counted");
      expect(await answer(one, "count")).toBe("counted");
      expect([logged(one, "counting"), logged(other, "counting")]).toEqual([1, 1]);
      expect([await one.stopBot(), await other.stopBot()]).toEqual([0, 0]);
    },
    SLOW,
  );

  inProof(
    "goes on without it, and uses it again when it is back",
    async () => {
      const stage = await open();
      await answer(stage, "drop");
      await answer(stage, "count");
      await redis().down();
      for (let i = 0; i < 3; i++) expect(await answer(stage, "count")).toBe("counted");
      expect(logged(stage, "counting")).toBe(4);
      expect(stage.bot.log.filter(({ level }) => level === "warn")).toHaveLength(1);
      await redis().up();
      await stage.bot.until(async () => {
        const before = logged(stage, "counting");
        expect(await answer(stage, "count")).toBe("counted");
        return logged(stage, "counting") === before;
      });
      expect(logged(stage, "the cache answers again")).toBe(1);
      expect(await stage.stopBot()).toBe(0);
      expect(stage.bot.log.filter(({ level }) => level === "error")).toEqual([]);
    },
    SLOW,
  );
});
