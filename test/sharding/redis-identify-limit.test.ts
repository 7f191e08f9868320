import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RedisIdentifyLimit } from "../../runtime-lib/sharding/redis-identify-limit.ts";
import { RedisConnection } from "../../runtime-lib/state/redis/redis-connection.ts";
import { Heard } from "../leases/support.ts";
import { TcpProxy } from "../support/servers/proxy.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";

const INTERVAL = 400; /* ms */

/** What a turn may come late, and what more the test may measure. */
const LATE = 150; /* ms */

const always = () => true;

describe.skipIf(!hasRedis)("the limit of IDENTIFYs of many processes", () => {
  let server: RedisServer;
  let redis: Redis;
  let bot = 0;
  const connections: RedisConnection[] = [];

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis?.disconnect();
    await server?.remove();
  });
  beforeEach(() => {
    bot++;
  });
  afterEach(() => {
    for (const connection of connections.splice(0)) connection.disconnect();
  });

  /** The limit as one more process has it. */
  function limit({ concurrency = 1, port = server.port, heard = new Heard() } = {}): RedisIdentifyLimit {
    const connection = new RedisConnection(
      `redis://127.0.0.1:${port}`,
      { connect: 500, command: 500 },
      () => {},
    );
    connections.push(connection);
    const log = heard.logger;
    return new RedisIdentifyLimit({
      connection,
      prefix: "t:",
      bot: `bot${bot}`,
      concurrency,
      log,
      interval: INTERVAL,
    });
  }

  /** When each of these shards has its turn. */
  async function turns(shards: readonly (readonly [RedisIdentifyLimit, number])[]): Promise<number[]> {
    return await Promise.all(
      shards.map(async ([one, shard]) => {
        expect(await one.wait(shard, always)).toBe(true);
        return performance.now();
      }),
    );
  }

  function closest(moments: readonly number[]): number {
    const sorted = moments.toSorted((a, b) => a - b);
    return Math.min(...sorted.slice(1).map((moment, i) => moment - sorted[i]!));
  }

  it("lets one shard of each bucket through at a time, without losing time", async () => {
    const processes = Array.from({ length: 4 }, () => limit({ concurrency: 2 }));
    const shards = Array.from({ length: 16 }, (_, shard) => [processes[shard >> 2]!, shard] as const);
    const start = performance.now();
    const moments = await turns(shards);
    for (const bucket of [0, 1]) {
      const own = moments.filter((_, shard) => shard % 2 === bucket);
      expect(closest(own)).toBeGreaterThan(INTERVAL - LATE);
      // One turn may have come too late, on a busy machine.
      expect(Math.max(...own) - start).toBeLessThan(8.5 * INTERVAL + LATE);
    }
  });

  it("gives turns that are an interval apart by Redis's clock", async () => {
    const processes = [limit(), limit()];
    const last = () => redis.get(`t:{bot${bot}}:identify:0`);
    const reserved = new Set<number>();
    const noting = setInterval(async () => reserved.add(Number((await last()) ?? 0)), 20);
    await turns(processes.flatMap((one) => [0, 1, 2].map((shard) => [one, shard] as const)));
    clearInterval(noting);
    reserved.delete(0);
    expect(reserved.size).toBeGreaterThan(2);
    expect(closest([...reserved])).toBeGreaterThanOrEqual(INTERVAL);
  });

  it("takes one turn for a request that was sent twice", async () => {
    const proxy = await TcpProxy.start(server.port);
    const one = limit({ port: proxy.port });
    expect(await one.wait(0, always)).toBe(true);
    const start = performance.now();
    const lost = proxy.loseAnswerTo("identify");
    expect(await one.wait(0, always)).toBe(true);
    await lost;
    expect(performance.now() - start).toBeLessThan(1.8 * INTERVAL);
    await proxy.remove();
  });

  it("lets a turn pass that is wanted no longer, and takes none that is not wanted in the first place", async () => {
    const one = limit();
    const start = performance.now();
    expect(await one.wait(0, always)).toBe(true);
    let isWanted = true;
    const passed = one.wait(0, () => isWanted);
    const never = one.wait(0, () => isWanted);
    const last = one.wait(0, always);
    await setTimeout(100);
    isWanted = false;
    expect(await passed).toBe(false);
    expect(await never).toBe(false);
    expect(await last).toBe(true);
    const took = performance.now() - start;
    expect(took).toBeGreaterThan(2 * INTERVAL - LATE);
    expect(took).toBeLessThan(3 * INTERVAL);
  });

  it("moves a turn that comes too late, and takes another one where somebody's is behind it", async () => {
    const [one, other] = [limit(), limit()];
    for (const isBehind of [false, true]) {
      await turns([[one, 0]]);
      const start = performance.now();
      const moment = () => performance.now() - start;
      const late = one.wait(0, always).then(moment);
      await setTimeout(INTERVAL / 4);
      const next = isBehind ? other.wait(0, always).then(moment) : undefined;
      await setTimeout(INTERVAL / 4);
      // Nothing runs meanwhile.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, INTERVAL / 2 + 250);
      if (next === undefined) {
        expect(await late).toBeGreaterThan(INTERVAL + 240);
        expect(await late).toBeLessThan(2 * INTERVAL);
      } else {
        expect((await late) - (await next)).toBeGreaterThan(INTERVAL - LATE);
      }
    }
  });

  it("does not rely on an answer that was long on its way", async () => {
    const proxy = await TcpProxy.start(server.port);
    const one = limit({ port: proxy.port });
    await turns([[one, 0]]);
    await setTimeout(INTERVAL);
    proxy.delay(200);
    const waiting = one.wait(0, always);
    await setTimeout(300);
    proxy.delay(0);
    expect(await waiting).toBe(true);
    const turn = Number(await redis.get(`t:{bot${bot}}:identify:0`));
    expect(Date.now() - turn).toBeLessThan(LATE);
    await proxy.remove();
  });

  it("waits while Redis is away, and keeps to the limit when it has lost everything", async () => {
    const proxy = await TcpProxy.start(server.port);
    const heard = new Heard();
    const one = limit({ port: proxy.port, heard });
    await turns([[one, 0]]);
    const start = performance.now();
    await redis.flushall();
    await turns([[one, 0]]);
    expect(performance.now() - start).toBeGreaterThan(INTERVAL - LATE);
    proxy.blackhole();
    const waiting = one.wait(0, always);
    await setTimeout(1_200);
    expect(heard.log).toEqual(["Redis does not answer: shards that have to identify wait"]);
    proxy.restore();
    expect(await waiting).toBe(true);
    expect(heard.log.slice(1)).toEqual(["shards identify again"]);
    await proxy.remove();
  });
});
