import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RedisIdentifyLimit } from "../../runtime-lib/sharding/redis-identify-limit.ts";
import { Heard } from "../leases/support.ts";
import { TcpProxy } from "../support/servers/proxy.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfBots } from "../support/servers/redis-of-tests.ts";

const WINDOW = 400; /* ms */

/** After which a turn of a process that has died is another's. */
const LONGEST = 1_500; /* ms */

/** What clocks and timers differ by. */
const INEXACT = 10; /* ms */

const always = () => true;

/** Moments, by the clock of `performance.now()`. */
interface Turn {
  readonly begun: number;
  readonly over: number;
}

describe.skipIf(!hasRedis)("the limit of IDENTIFYs of many processes", () => {
  const shared = redisOfBots();
  let redis: Redis;

  beforeAll(() => {
    redis = new Redis(shared.server().url);
  });
  afterAll(() => redis?.disconnect());

  /** The limit as one more process has it. */
  function limit({
    concurrency = 1,
    port = shared.server().port,
    heard = new Heard(),
  } = {}): RedisIdentifyLimit {
    const connection = shared.connect(port);
    const log = heard.logger;
    return new RedisIdentifyLimit({
      connection,
      prefix: "t:",
      bot: shared.bot(),
      concurrency,
      log,
      window: WINDOW,
      longest: LONGEST,
    });
  }

  /** When each of these shards has had its turn: Discord's answer takes a while. */
  async function turns(shards: readonly (readonly [RedisIdentifyLimit, number])[]): Promise<Turn[]> {
    return await Promise.all(
      shards.map(async ([one, shard]) => {
        const turn = await one.wait(shard, always);
        const begun = performance.now();
        await setTimeout(20);
        const over = performance.now();
        turn!.over(true);
        return { begun, over };
      }),
    );
  }

  /** The shortest time from the end of a turn to the next one. */
  function closest(all: readonly Turn[]): number {
    const sorted = all.toSorted((a, b) => a.begun - b.begun);
    return Math.min(...sorted.slice(1).map(({ begun }, i) => begun - sorted[i]!.over));
  }

  it("lets one shard of each bucket through at a time, without losing time", async () => {
    const processes = Array.from({ length: 4 }, () => limit({ concurrency: 2 }));
    const shards = Array.from({ length: 16 }, (_, shard) => [processes[shard >> 2]!, shard] as const);
    const all = await turns(shards);
    for (const bucket of [0, 1]) {
      const own = all.filter((_, shard) => shard % 2 === bucket);
      expect(closest(own)).toBeGreaterThan(WINDOW - INEXACT);
      const began = Math.min(...own.map(({ begun }) => begun));
      // Whoever comes next looks every 50 ms, and a busy machine is late.
      expect(Math.max(...own.map(({ begun }) => begun)) - began).toBeLessThan(7 * (WINDOW + 200));
    }
  });

  it("counts from the end of a turn, however long it takes", async () => {
    const [one, other] = [limit(), limit()];
    const slow = await one.wait(0, always);
    const next = turns([[other, 0]]);
    await setTimeout(2 * WINDOW);
    const over = performance.now();
    slow!.over(true);
    expect((await next)[0]!.begun - over).toBeGreaterThan(WINDOW - INEXACT);
  });

  it("takes one turn for a request that was sent twice", async () => {
    const proxy = await TcpProxy.start(shared.server().port);
    const one = limit({ port: proxy.port });
    await turns([[one, 0]]);
    const start = performance.now();
    const lost = proxy.loseAnswerTo("identify");
    await turns([[one, 0]]);
    await lost;
    expect(performance.now() - start).toBeLessThan(WINDOW + LONGEST);
    await proxy.remove();
  });

  it("lets a turn pass that is wanted no longer: the next one comes at once", async () => {
    const [one, other] = [limit(), limit()];
    await turns([[one, 0]]);
    let isWanted = true;
    const passed = one.wait(0, () => isWanted);
    const never = one.wait(0, () => isWanted);
    await setTimeout(WINDOW / 2);
    isWanted = false;
    expect(await passed).toBeUndefined();
    expect(await never).toBeUndefined();
    const unused = await one.wait(0, always);
    const next = other.wait(0, always);
    await setTimeout(WINDOW / 4);
    const start = performance.now();
    unused!.over(false);
    expect(await next).toBeDefined();
    expect(performance.now() - start).toBeLessThan(WINDOW);
  });

  it("gives the turn of a process that has died to another one, after as long as it could have used it", async () => {
    const [one, other] = [limit(), limit()];
    expect(await one.wait(0, always)).toBeDefined();
    const start = performance.now();
    await turns([[other, 0]]);
    expect(performance.now() - start).toBeGreaterThan(LONGEST + WINDOW - INEXACT - 50);
  });

  it("does not rely on an answer that was long on its way", async () => {
    const proxy = await TcpProxy.start(shared.server().port);
    const [one, other] = [limit({ port: proxy.port }), limit()];
    proxy.delay(600);
    const late = one.wait(0, always);
    await setTimeout(800);
    proxy.delay(0);
    // Two ways of 600 ms: by then the turn could be another's.
    const turn = await late;
    const begun = performance.now();
    const next = other.wait(0, always);
    await setTimeout(100);
    turn!.over(true);
    expect(await next).toBeDefined();
    expect(performance.now() - begun).toBeGreaterThan(WINDOW - INEXACT);
    await proxy.remove();
  });

  it("waits while Redis is away, and keeps to the limit when it has lost everything", async () => {
    const proxy = await TcpProxy.start(shared.server().port);
    const heard = new Heard();
    const one = limit({ port: proxy.port, heard });
    const [{ over }] = (await turns([[one, 0]])) as [Turn];
    await redis.flushall();
    const [{ begun }] = (await turns([[one, 0]])) as [Turn];
    expect(begun - over).toBeGreaterThan(WINDOW - INEXACT);
    proxy.blackhole();
    const waiting = one.wait(0, always);
    await setTimeout(WINDOW + 1_200);
    expect(heard.log).toEqual(["Redis does not answer: shards that have to identify wait"]);
    proxy.restore();
    expect(await waiting).toBeDefined();
    expect(heard.log.slice(1)).toEqual(["shards identify again"]);
    await proxy.remove();
  });
});
