import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { memoryStorage } from "../../runtime-lib/state/memory-store.ts";
import type { OpenStorage } from "../../runtime-lib/state/open-storage.ts";
import { postgresStorage } from "../../runtime-lib/state/postgres/postgres-storage.ts";
import { redisStorage } from "../../runtime-lib/state/redis/redis-storage.ts";
import { sqliteStorage } from "../../runtime-lib/state/sqlite-store.ts";
import type { StateStore } from "../../runtime-lib/state/store.ts";
import type { StoredTimer, TimerStore } from "../../runtime-lib/timers/timer-store.ts";
import { timersOf } from "../../runtime-lib/timers/timers-of.ts";
import { hasPostgres, PostgresServer } from "../support/servers/postgres.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";

const folder = mkdtempSync(join(tmpdir(), "furlow-timers-"));
afterAll(() => rmSync(folder, { recursive: true }));

let redis: RedisServer | undefined;
let postgres: PostgresServer | undefined;
beforeAll(async () => {
  if (hasRedis) redis = await RedisServer.start();
  if (hasPostgres) postgres = await PostgresServer.start();
});
afterAll(async () => {
  await redis?.remove();
  await postgres?.remove();
});

/** Every backend, opened the way a bot opens it. */
const BACKENDS: Readonly<Record<string, () => OpenStorage>> = {
  memory: () => memoryStorage(),
  sqlite: () => sqliteStorage({ path: join(folder, "state.db") }),
  redis: () => redisStorage({ url: redis!.url }),
  postgres: () => postgresStorage({ url: postgres!.url }),
};
const missing = [...(hasRedis ? [] : ["redis"]), ...(hasPostgres ? [] : ["postgres"])];

/** A moment beyond what 32 bits hold, as all are. */
const NOW = 1_800_000_000_000;
const UNTIL = NOW + 15_000;

function timer(id: string, expiresAt: number, more: Partial<StoredTimer> = {}): StoredTimer {
  return { id, event: "rung", data: {}, expiresAt, ...more };
}

/** What every backend does. */
function conformance(name: string, open: () => OpenStorage): void {
  let state: StateStore;
  let timers: TimerStore;
  const reopen = async () => {
    state = await open()({ log: createLogger({ level: "silent" }) });
    timers = await timersOf(state);
  };
  beforeEach(async () => {
    await reopen();
    // Whatever an earlier case has left.
    for (let left = 1; left > 0; ) {
      const { timers: old } = await timers.claim({ id: "old", now: 9e15, until: 9e15 + 1, limit: 50 });
      for (const { id } of old) await timers.remove(id);
      left = old.length;
    }
  });
  afterEach(() => state.close());

  const claim = async (id: string, now: number, limit = 10) => {
    const claimed = await timers.claim({ id, now, until: now + 15_000, limit });
    return { ids: claimed.timers.map((each) => each.id), next: claimed.next };
  };

  it("gives what is due, the first one first, and says when the next one is", async () => {
    await timers.put(timer("late", NOW + 1));
    await timers.put(timer("second", NOW));
    await timers.put(timer("first", NOW - 1_000_000));
    expect(await claim("a", NOW - 1_000_001)).toEqual({ ids: [], next: NOW - 1_000_000 });
    expect(await claim("a", NOW)).toEqual({ ids: ["first", "second"], next: NOW + 1 });
    expect((await claim("b", NOW + 2)).ids).toEqual(["late"]);
  });

  it("gives a timer back as it was kept", async () => {
    const kept = timer("😀'\";--\u2028", NOW, {
      event: "it's due",
      data: { text: "\u0000 '\"\\", list: [1, null, { deep: [true] }], "": 0.1 },
      guildId: "1",
      channelId: "2",
      userId: "3",
    });
    await timers.put(kept);
    const { timers: given } = await timers.claim({ id: "a", now: NOW, until: UNTIL, limit: 1 });
    expect(given).toEqual([kept]);
  });

  it("says that there is none", async () => {
    expect(await claim("a", NOW)).toEqual({ ids: [], next: Number.POSITIVE_INFINITY });
  });

  it("replaces a timer of the same name", async () => {
    await timers.put(timer("one", NOW, { data: { n: 1 } }));
    await timers.put(timer("one", NOW + 5, { data: { n: 2 } }));
    expect(await claim("a", NOW)).toEqual({ ids: [], next: NOW + 5 });
    const { timers: given } = await timers.claim({ id: "b", now: NOW + 5, until: UNTIL, limit: 1 });
    expect(given.map(({ data }) => data)).toEqual([{ n: 2 }]);
  });

  it("removes a timer, and does nothing where there is none", async () => {
    await timers.put(timer("one", NOW));
    await timers.remove("one");
    await timers.remove("one");
    expect(await claim("a", NOW)).toEqual({ ids: [], next: Number.POSITIVE_INFINITY });
  });

  it("takes no more at once than it may", async () => {
    for (let i = 0; i < 5; i++) await timers.put(timer(String(i), NOW + i));
    expect((await claim("a", NOW + 10, 2)).ids).toEqual(["0", "1"]);
    expect((await claim("b", NOW + 10, 2)).ids).toEqual(["2", "3"]);
    expect((await claim("c", NOW + 10, 2)).ids).toEqual(["4"]);
  });

  it("gives what was taken and not finished again when the claim is over", async () => {
    await timers.put(timer("one", NOW));
    await claim("a", NOW);
    expect(await claim("b", NOW + 14_999)).toEqual({ ids: [], next: NOW + 15_000 });
    expect((await claim("b", NOW + 15_000)).ids).toEqual(["one"]);
  });

  it("has a claim last longer that is renewed, and no other", async () => {
    await timers.put(timer("one", NOW));
    await timers.put(timer("two", NOW));
    expect((await claim("a", NOW, 1)).ids).toHaveLength(1);
    expect((await claim("b", NOW, 1)).ids).toHaveLength(1);
    await timers.renew(["a", "c"], NOW + 40_000);
    expect((await claim("d", NOW + 39_999)).ids).toHaveLength(1);
    await timers.renew(["a", "d"], NOW + 90_000);
    expect(await claim("e", NOW + 89_999)).toEqual({ ids: [], next: NOW + 90_000 });
  });

  it("finishes what the claim has, and nothing that came since", async () => {
    await timers.put(timer("one", NOW));
    await claim("a", NOW);
    await timers.put(timer("one", NOW + 1));
    await timers.finish("one", "a");
    expect((await claim("b", NOW + 1)).ids).toEqual(["one"]);
    await timers.finish("one", "a");
    expect((await claim("c", NOW + 20_000)).ids).toEqual(["one"]);
    await timers.finish("one", "c");
    await timers.finish("one", "c");
    expect((await claim("d", NOW + 90_000)).ids).toEqual([]);
  });

  it("gives each timer to one of many who claim at once", async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `t${i}`);
    await Promise.all(ids.map((id) => timers.put(timer(id, NOW))));
    const taken = await Promise.all(Array.from({ length: 12 }, (_, i) => claim(`claim ${i}`, NOW, 10)));
    const given = taken.flatMap((each) => each.ids);
    for (let more = 1; more > 0; ) {
      const { ids: rest } = await claim(`more ${given.length}`, NOW, 10);
      given.push(...rest);
      more = rest.length;
    }
    expect(given.sort()).toEqual([...ids].sort());
  });

  it(`${name === "memory" ? "forgets" : "keeps"} timers when the process ends`, async () => {
    await timers.put(timer("one", NOW));
    await state.close();
    await reopen();
    expect((await claim("a", NOW)).ids).toEqual(name === "memory" ? [] : ["one"]);
  });

  it("leaves alone what the state is", async () => {
    await state.set("one", 1);
    await timers.put(timer("one", NOW));
    const keys: string[] = [];
    for await (const { key } of state.entries()) keys.push(key);
    expect(keys).toEqual(["one"]);
    await state.delete("one");
    expect((await claim("a", NOW)).ids).toEqual(["one"]);
  });
}

describe.each(Object.entries(BACKENDS).filter(([name]) => !missing.includes(name)))(
  "timers in %s",
  conformance,
);
describe.skip.each(Object.entries(BACKENDS).filter(([name]) => missing.includes(name)))(
  "timers in %s",
  conformance,
);
