import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import type { StateStore, StoredEntry } from "../../runtime-lib/state/store.ts";
import { storageAt } from "../../runtime-lib/state/tools/storage-at.ts";
import { exportState, importState } from "../../runtime-lib/state/tools/transfer.ts";
import { hasPostgres, PostgresServer } from "../support/servers/postgres.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";

/** Values that are moved: 100,000 in the full proof. */
const COUNT = Number(process.env["FURLOW_PROOF_VALUES"] ?? 5_000);

const HOUR = 3_600_000; /* ms */

const log = createLogger({ level: "silent" });
const folder = mkdtempSync(join(tmpdir(), "furlow-transfer-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Values of every kind; some expire. */
function sample(i: number): Omit<StoredEntry, "key"> {
  const values = [
    i,
    -i / 3,
    `text ${i} 😀 "\\`,
    [],
    {},
    { z: [i], a: null },
    i % 2 === 0,
    [[i], "\u0000"],
    null,
    "",
  ];
  return { value: values[i % values.length], ...(i % 7 === 0 && { expires: Date.now() + HOUR }) };
}

async function fill(store: StateStore): Promise<void> {
  for (let start = 0; start < COUNT; start += 1_000) {
    const size = Math.min(1_000, COUNT - start);
    await store.load(
      Array.from({ length: size }, (_, i) => ({
        key: `member:xp:${start + i}:${i}`,
        ...sample(start + i),
      })),
    );
  }
}

/** A hash of all values by key, and how many there are, and how many of them expire. */
async function contents(store: StateStore): Promise<{ hash: string; count: number; expiring: number }> {
  const lines: string[] = [];
  let expiring = 0;
  for await (const { key, value, expires } of store.entries()) {
    lines.push(JSON.stringify([key, value]));
    if (expires === undefined) continue;
    expiring++;
    // Within the minutes that the proof takes, by the clock of each server.
    expect(Math.abs(expires - Date.now() - HOUR)).toBeLessThan(HOUR / 2);
  }
  const hash = createHash("sha256").update(lines.sort().join("\n")).digest("hex");
  return { hash, count: lines.length, expiring };
}

async function move(from: StateStore, to: StateStore): Promise<void> {
  const lines: string[] = [];
  await exportState(from, (line) => void lines.push(line));
  await importState(to, Readable.from(lines));
}

describe.skipIf(!hasRedis || !hasPostgres)("values that are moved from backend to backend", () => {
  let redis: RedisServer;
  let postgres: PostgresServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
    postgres = await PostgresServer.start();
  });
  afterAll(async () => {
    await redis?.remove();
    await postgres?.remove();
  });

  it(`lose nothing: ${COUNT}, SQLite to PostgreSQL to Redis to SQLite`, { timeout: 600_000 }, async () => {
    const addresses = [
      `sqlite:${join(folder, "a.db")}`,
      postgres.url,
      redis.url,
      `sqlite:${join(folder, "b.db")}`,
    ];
    const stores: StateStore[] = [];
    for (const address of addresses) stores.push(await storageAt(address)({ log }));
    await fill(stores[0]!);
    const before = await contents(stores[0]!);
    expect(before).toMatchObject({ count: COUNT, expiring: Math.ceil(COUNT / 7) });
    for (let i = 1; i < stores.length; i++) {
      await move(stores[i - 1]!, stores[i]!);
      expect(await contents(stores[i]!)).toEqual(before);
    }
    for (const store of stores) await store.close();
  });
});

describe("an import", () => {
  const lines: string[] = [];
  beforeAll(async () => {
    const store = await storageAt(`sqlite:${join(folder, "c.db")}`)({ log });
    await store.load([
      { key: "global:a", value: 1 },
      { key: "global:b", value: [2] },
      { key: "global:old", value: 3, expires: Date.now() + 60 },
    ]);
    await exportState(store, (line) => void lines.push(line));
    await store.close();
  });

  async function imported(given: readonly string[]): Promise<Record<string, unknown>> {
    const store = await storageAt("sqlite::memory:")({ log });
    try {
      await importState(store, Readable.from(given));
      const entries: [string, unknown][] = [];
      for await (const { key, value } of store.entries()) entries.push([key, value]);
      return Object.fromEntries(entries);
    } finally {
      await store.close();
    }
  }

  it("leaves out what has expired since", async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await imported(lines)).toEqual({ "global:a": 1, "global:b": [2] });
  });

  it.each([
    ["something else", () => ["a,b"], "line 1: this is no export of state"],
    ["nothing", () => [], "line 0: the end is missing; 0 entries were taken in"],
    ["another version", () => [lines[0]!.replace("1}", "2}")], "line 1: this export has version 2"],
    ["one that was cut off", () => lines.slice(0, -1), "line 4: the end is missing; 3 entries were taken in"],
    ["one that was changed", () => lines.map((line) => line.replace("[2]", "[3]")), "they are not those"],
    ["one with a line missing", () => lines.toSpliced(1, 1), "2 entries were read, and they are not those"],
    ["one with a broken line", () => lines.toSpliced(2, 1, '{"key": 1}'), "line 3: this is no entry"],
    ["one with more after its end", () => [...lines, lines[1]!], "line 6: something stands after the end"],
  ])("of %s is an error", async (_what, given, message) => {
    await expect(imported(given())).rejects.toThrow(message);
  });
});
