import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { RunOperations } from "../../runtime-lib/sessions/run-operations.ts";
import type { Change } from "../../runtime-lib/state/change.ts";
import { memoryStorage } from "../../runtime-lib/state/memory-store.ts";
import type { OpenStorage } from "../../runtime-lib/state/open-storage.ts";
import { postgresStorage } from "../../runtime-lib/state/postgres/postgres-storage.ts";
import { redisStorage } from "../../runtime-lib/state/redis/redis-storage.ts";
import { sqliteStorage } from "../../runtime-lib/state/sqlite-store.ts";
import type { StateStore, StoredEntry } from "../../runtime-lib/state/store.ts";
import { isProof } from "../support/proof.ts";
import { hasPostgres, PostgresServer } from "../support/servers/postgres.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { TypeScriptProgram } from "../support/typescript-process.ts";

const folder = mkdtempSync(join(tmpdir(), "furlow-stores-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every backend, opened the way a bot opens it. */
const BACKENDS: Readonly<Record<string, () => OpenStorage>> = {
  memory: () => memoryStorage(),
  sqlite: () => sqliteStorage({ path: join(folder, "nested/state.db") }),
  redis: () => redisStorage({ url: redis!.url }),
  postgres: () => postgresStorage({ url: postgres!.url }),
};

let redis: RedisServer | undefined;
let postgres: PostgresServer | undefined;
let counting: TypeScriptProgram;
beforeAll(async () => {
  counting = await TypeScriptProgram.of(join(import.meta.dirname, "count-up.ts"));
  if (hasRedis) redis = await RedisServer.start();
  if (hasPostgres) postgres = await PostgresServer.start();
});
afterAll(async () => {
  await counting.remove();
  await redis?.remove();
  await postgres?.remove();
});

/** Where a backend that processes can share is. */
const ADDRESSES: Readonly<Record<string, () => string>> = {
  sqlite: () => join(folder, "shared.db"),
  redis: () => redis!.url,
  postgres: () => postgres!.url,
};

/** Counts a key up in a process of its own, and gives the sums that it was told. */
async function countUp(backend: string, address: string, times: number): Promise<number[]> {
  const stdout = await counting.output(backend, address, "counted", String(times));
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as number[];
}

const missing = [...(hasRedis ? [] : ["redis"]), ...(hasPostgres ? [] : ["postgres"])];
const available = Object.entries(BACKENDS).filter(([name]) => !missing.includes(name));

/** The machine had other work at a moment that mattered. */
class Late extends Error {}

/**
 * Runs what depends on moments, and again where they were missed. What it is given throws when more time has passed
 * since a moment than the result may be judged after.
 */
async function inTime(
  attempt: (keepsTo: (since: number, most: number) => void) => Promise<void>,
): Promise<void> {
  for (let left = 5; ; left--) {
    try {
      return await attempt((since, most) => {
        if (performance.now() - since > most) throw new Late(`more than ${most} ms have passed`);
      });
    } catch (error) {
      if (!(error instanceof Late) || left === 1) throw error;
    }
  }
}

/** What every backend does. */
function conformance(name: string, open: () => OpenStorage): void {
  let store: StateStore;
  beforeEach(async () => {
    store = await open()({ log: createLogger({ level: "silent" }) });
    for (const key of ["a", "b", "n"]) await store.delete(key);
  });
  afterEach(() => store.close());

  it.each([
    1,
    -0.5,
    0,
    "text",
    "",
    "1",
    true,
    false,
    null,
    [],
    [1, "a", null],
    { a: { b: [1] } },
    "😀\u2028'\";--",
    "\u0000\\u0000\u007f\ud800",
    { "\u0000": ["\\", '"'], "\udfff": 1e21, "": -1e-7 },
  ])("gives %j back as it was", async (value) => {
    await store.set("a", value);
    expect(await store.get("a")).toEqual(value);
    expect(await store.get("b")).toBeUndefined();
  });

  it("hands out copies", async () => {
    const list = [1];
    await store.set("a", list);
    list.push(2);
    ((await store.get("a")) as number[]).push(3);
    expect(await store.get("a")).toEqual([1]);
  });

  it("forgets what is deleted", async () => {
    await store.set("a", 1);
    await store.delete("a");
    await store.delete("a");
    expect(await store.get("a")).toBeUndefined();
  });

  it("counts from the initial value, in whole and broken steps", async () => {
    expect(await store.increment("n", 1, 0)).toBe(1);
    expect(await store.increment("n", 2.5, 100)).toBe(3.5);
    expect(await store.increment("n", -4, 0)).toBe(-0.5);
    expect(await store.get("n")).toBe(-0.5);
    expect(await store.increment("b", 1, 10)).toBe(11);
  });

  it.each(["text", null, [1], { n: 1 }, true])("counts from the initial value over %j", async (value) => {
    await store.set("a", value);
    expect(await store.increment("a", 2, 5)).toBe(7);
  });

  it("loses no increment of many at once", async () => {
    await Promise.all(Array.from({ length: 200 }, () => store.increment("n", 1, 0)));
    expect(await store.get("n")).toBe(200);
  });

  it("changes a list in one step, loses none of many changes at once, and hands out copies", async () => {
    const push = (item: number) => store.change("a", { kind: "push", item }, undefined);
    await Promise.all(Array.from({ length: 100 }, (_, i) => push(i)));
    const list = (await store.get("a")) as number[];
    expect(list.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    const changed = (await store.change(
      "a",
      { kind: "remove", which: { index: -1 } },
      undefined,
    )) as number[];
    changed.push(7);
    expect(await store.get("a")).toEqual(list.slice(0, -1));
  });

  /** What databases cannot take apart. */
  const ESCAPED_ENTRIES = { "\ud800": ["\u0000", "\\u0000"], '\\"\n': "\u007f0\u007f" };
  const ESCAPED = { ...ESCAPED_ENTRIES, e: "e" };

  const LIST = [1, "1", "a,b", "]", { b: [1, 2], a: "}" }, [], {}, null, true, 0.1];
  it.each([
    ["push to nothing", undefined, { kind: "push", item: "x" }, ["x"]],
    ["push to what is no list", { a: 1 }, { kind: "push", item: null }, [null]],
    ["push", LIST, { kind: "push", item: { q: '"\u2028' } }, [...LIST, { q: '"\u2028' }]],
    ["remove a number", LIST, { kind: "remove", which: { value: 1 } }, LIST.slice(1)],
    ["remove a text", LIST, { kind: "remove", which: { value: "]" } }, LIST.toSpliced(3, 1)],
    ["remove a map", LIST, { kind: "remove", which: { value: { a: "}", b: [1, 2] } } }, LIST.toSpliced(4, 1)],
    ["remove an empty list", LIST, { kind: "remove", which: { value: [] } }, LIST.toSpliced(5, 1)],
    ["remove an empty map", LIST, { kind: "remove", which: { value: {} } }, LIST.toSpliced(6, 1)],
    ["remove nothing", LIST, { kind: "remove", which: {} }, LIST.toSpliced(7, 1)],
    ["remove what is not there", LIST, { kind: "remove", which: { value: "2" } }, LIST],
    ["remove by index", LIST, { kind: "remove", which: { index: 2 } }, LIST.toSpliced(2, 1)],
    ["remove from the end", LIST, { kind: "remove", which: { index: -1 } }, LIST.slice(0, -1)],
    ["remove beyond the end", LIST, { kind: "remove", which: { index: 10 } }, LIST],
    ["remove the last", [1], { kind: "remove", which: { index: 0 } }, []],
    ["set in nothing", undefined, { kind: "setEntry", key: "k", value: 1 }, { k: 1 }],
    ["set in what is no map", [1], { kind: "setEntry", key: "k", value: 1 }, { k: 1 }],
    ["set anew", { a: 1, b: 2 }, { kind: "setEntry", key: "a", value: [] }, { a: [], b: 2 }],
    ["set a strange key", { a: 1 }, { kind: "setEntry", key: '":,{', value: {} }, { a: 1, '":,{': {} }],
    ["take a key out", { a: 1, "a:b": ["a"], b: 2 }, { kind: "deleteEntry", key: "a:b" }, { a: 1, b: 2 }],
    ["take the only key out", { a: 1 }, { kind: "deleteEntry", key: "a" }, {}],
    ["take a key out that is not there", { a: 1 }, { kind: "deleteEntry", key: "b" }, { a: 1 }],
    [
      "set beside escapes",
      ESCAPED,
      { kind: "setEntry", key: "\u0000", value: "\\\u0000" },
      { ...ESCAPED, "\u0000": "\\\u0000" },
    ],
    [
      "set an escaped key anew",
      ESCAPED,
      { kind: "setEntry", key: '\\"\n', value: 1 },
      { ...ESCAPED, '\\"\n': 1 },
    ],
    [
      "take an escaped key out",
      ESCAPED,
      { kind: "deleteEntry", key: "\ud800" },
      { '\\"\n': "\u007f0\u007f", e: "e" },
    ],
    [
      "remove a map with escapes",
      [ESCAPED, { ...ESCAPED, e: "" }],
      { kind: "remove", which: { value: { e: "", ...ESCAPED_ENTRIES } } },
      [ESCAPED],
    ],
    [
      "remove what is large and small",
      [1e300, 1e-300, -0.1],
      { kind: "remove", which: { value: 1e-300 } },
      [1e300, -0.1],
    ],
    ["take a key out of a list", [1], { kind: "deleteEntry", key: "0" }, {}],
  ] satisfies [string, unknown, Change, unknown][])("changes: %s", async (_what, before, change, after) => {
    if (before !== undefined) await store.set("a", before);
    expect(await store.change("a", change, undefined)).toEqual(after);
    expect(await store.get("a")).toEqual(after);
  });

  it("changes the initial value where there is none, and leaves that as it is", async () => {
    const initial = [1];
    expect(await store.change("a", { kind: "push", item: 2 }, initial)).toEqual([1, 2]);
    expect(await store.change("a", { kind: "push", item: 3 }, initial)).toEqual([1, 2, 3]);
    expect(initial).toEqual([1]);
  });

  it("keeps the order of a map's keys", async () => {
    await store.set("a", { z: 1, y: 2, x: 3 });
    await store.change("a", { kind: "setEntry", key: "y", value: 4 }, undefined);
    const map = await store.change("a", { kind: "setEntry", key: "b", value: 5 }, undefined);
    expect(Object.keys(map as object)).toEqual(["z", "y", "x", "b"]);
  });

  it.each([
    [{ kind: "remove", which: { index: 0.5 } }, "E3003"],
    [{ kind: "setEntry", key: "__proto__", value: 1 }, "E3003"],
    [{ kind: "push", item: "x".repeat(1_000_000) }, "E_VALUE_TOO_LARGE"],
  ] satisfies [Change, string][])(
    "leaves a value as it is when %j fails, and goes on",
    async (change, code) => {
      await store.set("a", [1]);
      await expect(store.change("a", change, undefined)).rejects.toMatchObject({ code });
      expect(await store.get("a")).toEqual([1]);
      expect(await store.change("a", { kind: "push", item: 2 }, undefined)).toEqual([1, 2]);
    },
  );

  it("holds lists and maps to their longest", async () => {
    await store.set(
      "a",
      Array.from({ length: 10_000 }, (_, i) => i),
    );
    await expect(store.change("a", { kind: "push", item: 1 }, undefined)).rejects.toMatchObject({
      code: "E_ARRAY_TOO_LONG",
    });
    expect(await store.get("a")).toHaveLength(10_000);
    await store.set("b", Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i])));
    await store.change("b", { kind: "setEntry", key: "k5", value: 0 }, undefined);
    await expect(
      store.change("b", { kind: "setEntry", key: "new", value: 1 }, undefined),
    ).rejects.toMatchObject({ code: "E_ARRAY_TOO_LONG" });
  });

  it("hands over all that it holds, with its time to live, and takes it in again", async () => {
    const values = Object.fromEntries(Array.from({ length: 2_500 }, (_, i) => [`moved:${i}`, { i }]));
    await store.load(Object.entries(values).map(([key, value]) => ({ key, value })));
    const start = Date.now();
    const expires = start + 60_000;
    await store.load([
      { key: "a", value: [], expires },
      { key: "b", value: 1, expires: Date.now() + 100 },
    ]);
    await store.increment("n", 1, 0);
    await setTimeout(150);
    const held = new Map<string, StoredEntry>();
    for await (const entry of store.entries()) held.set(entry.key, entry);
    // A store that counts from when it took the value in may be later by what that took.
    expect(held.get("a")?.expires).toBeGreaterThan(expires - 1_000);
    expect(held.get("a")?.expires).toBeLessThan(expires + 1_000 + (Date.now() - start));
    const kept = [...held.values()].map(({ key, value }) => [key, value]);
    expect(Object.fromEntries(kept)).toEqual({ ...values, a: [], n: 1 });
  });

  it("keeps to the limits of values that are there already", async () => {
    await store.set("a", ["x".repeat(999_000)]);
    const push = { kind: "push", item: "y".repeat(1_000) } as const;
    await expect(store.change("a", push, undefined)).rejects.toMatchObject({ code: "E_VALUE_TOO_LARGE" });
    expect(await store.get("a")).toHaveLength(1);
    await store.set("b", ["x".repeat(999_000)]);
    expect(await store.change("b", { kind: "remove", which: { index: 0 } }, undefined)).toEqual([]);
  });

  it("lets no more uses through than the rate, also of many at once", async () => {
    const uses = await Promise.all(Array.from({ length: 50 }, () => store.use("a", 20, 60_000)));
    expect(uses.filter((wait) => wait === undefined)).toHaveLength(20);
    for (const wait of uses) if (wait !== undefined) expect(wait).toBeGreaterThan(0);
  });

  it("counts uses within a window from the first one on", () =>
    inTime(async (keepsTo) => {
      await store.delete("a");
      const first = performance.now();
      expect(await store.use("a", 2, 1_500)).toBeUndefined();
      await setTimeout(500);
      const second = await store.use("a", 2, 1_500);
      const left = await store.use("a", 2, 1_500);
      keepsTo(first, 1_400);
      expect(second).toBeUndefined();
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(1_500);
      await setTimeout(1_100);
      expect(await store.use("a", 2, 1_500)).toBeUndefined();
    }));

  it("lets values expire, counting from each write", () =>
    inTime(async (keepsTo) => {
      await store.set("a", 1, 1_500);
      await store.set("b", 1, 1_500);
      await setTimeout(900);
      let written = performance.now();
      await store.set("b", 2, 1_500);
      await setTimeout(900);
      expect(await store.get("a")).toBeUndefined();
      const kept = await store.get("b");
      keepsTo(written, 1_400);
      expect(kept).toBe(2);
      expect(await store.increment("a", 1, 0)).toBe(1);
      await store.set("b", 3);
      await setTimeout(1_600);
      expect(await store.get("b")).toBe(3);
      written = performance.now();
      await store.change("b", { kind: "push", item: 4 }, undefined, 1_000);
      const changed = await store.get("b");
      keepsTo(written, 900);
      expect(changed).toEqual([4]);
      await setTimeout(1_100);
      expect(await store.change("b", { kind: "push", item: 5 }, undefined)).toEqual([5]);
    }));

  // What is in memory ends with the process: no other one runs anything again.
  const itOutlives = name === "memory" ? () => {} : it;
  itOutlives("writes once what a handler writes that runs again", async () => {
    await store.set("b", ["a"]);
    await store.delete("u");
    // Discord never gives the same dispatch to another session.
    const run = `session ${Math.random()}`;
    const handler = async () => {
      const ctx = { operations: new RunOperations(run) };
      return [
        await store.increment("n", 2, 10, undefined, ctx),
        await store.increment("n", 2, 10, undefined, ctx),
        await store.increment("n", 1, 10, undefined, ctx),
        await store.change("b", { kind: "push", item: "x" }, undefined, undefined, ctx),
        await store.change("b", { kind: "push", item: "x" }, undefined, undefined, ctx),
        await store.use("u", 1, 60_000, ctx),
      ];
    };
    const first = await handler();
    expect(first).toEqual([12, 14, 15, ["a", "x"], ["a", "x", "x"], undefined]);
    const sums = first.slice(0, 3);
    // Another process knows it, too.
    const other = await open()({ log: createLogger({ level: "silent" }) });
    store = await store.close().then(() => other);
    const lists = [first[4], first[4]];
    expect(await handler()).toEqual([...sums, ...lists, undefined]);
    expect(await store.get("n")).toBe(15);
    const { operations } = { operations: new RunOperations("another run") };
    expect(await store.increment("n", 2, 10, undefined, { operations })).toBe(17);
    expect(await store.use("u", 1, 60_000, { operations })).toBeGreaterThan(0);
  });

  it(`${name === "memory" ? "forgets" : "keeps"} values when the process ends`, async () => {
    await store.set("a", { kept: true });
    await store.close();
    store = await open()({ log: createLogger({ level: "silent" }) });
    expect(await store.get("a")).toEqual(name === "memory" ? undefined : { kept: true });
  });
}

// Stores wait beside each other for what expires; what one of them does is done in turn.
describe.concurrent.each(available)("the store %s", (name, open) => {
  describe.sequential("one", () => conformance(name, open));
});
describe.skip.each(Object.entries(BACKENDS).filter(([name]) => missing.includes(name)))(
  "the store %s",
  conformance,
);

/** Backends that processes can share. */
const shared = available.map(([name]) => name).filter((name) => name in ADDRESSES);
/** Increments of each process. */
const TIMES = isProof ? 250 : 50;

it.each(shared)(
  `counts each of ${4 * TIMES} increments of 4 processes in %s`,
  async (backend) => {
    const address = ADDRESSES[backend]!();
    const sums = await Promise.all(Array.from({ length: 4 }, () => countUp(backend, address, TIMES)));
    // Each was told another number: none was lost, and none counted twice.
    expect(sums.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 4 * TIMES }, (_, i) => i + 1));
  },
  120_000,
);
