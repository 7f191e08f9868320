import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Logger } from "../../runtime-lib/log/logger.ts";
import { FileSessions } from "../../runtime-lib/sessions/file-sessions.ts";
import type { StoredShard } from "../../runtime-lib/sessions/session-store.ts";
import { changesTo, slicesAt, snapshotOf } from "./saved-sequences.ts";

let folder: string;
let warnings: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "furlow-sessions-"));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => {
  const log = { warn: (...args: unknown[]) => warnings.push(args) } as unknown as Logger;
  return new FileSessions(folder, log);
};
const path = () => join(folder, "shard-0.jsonl");

async function saveUpTo(last: number, first = 1): Promise<FileSessions> {
  const store = open();
  if (first > 1) await store.load(0);
  for (let n = first; n <= last; n++) await store.save(0, snapshotOf(n), changesTo(n, n === 1));
  return store;
}

function expectWhole(stored: StoredShard | undefined): number {
  const { sequence } = stored!.session;
  for (const [name, entries] of Object.entries(slicesAt(sequence)))
    expect(stored!.slices.get(name)!.entries, name).toEqual(entries);
  expect(stored!.claims.get("process")!.map(({ id }) => id)).toEqual([`session:${sequence}`]);
  return sequence;
}

it("a log that ends anywhere gives the last save that is whole, and is gone on with", async () => {
  await saveUpTo(22);
  const before = statSync(path()).size;
  await saveUpTo(24, 23);
  const all = readFileSync(path());
  const lengths = [];
  for (let length = before; length <= all.length; length += 1 + (length % 7)) lengths.push(length);
  expect(lengths.length).toBeGreaterThan(50);
  const found = new Set<number>();
  for (const length of [...lengths, all.length]) {
    writeFileSync(path(), all.subarray(0, length));
    const sequence = expectWhole(await open().load(0));
    found.add(sequence);
    await saveUpTo(sequence + 2, sequence + 1);
    expect(expectWhole(await open().load(0))).toBe(sequence + 2);
  }
  expect([...found]).toEqual([22, 23, 24]);
  expect(warnings).toEqual([]);
});

it.each([
  ["an empty file", () => "", 0],
  ["no log", () => "\u0000\u0001\n{}\n[]\n1\nnull\n", 1],
  ["a save that is missing", (text: string) => without(text, 4), 1],
  ["a damaged save", (text: string) => text.replace('"few"', '"few'), 1],
])("%s gives no session, and the next save replaces it", async (_, damage, warned) => {
  await saveUpTo(3);
  writeFileSync(path(), damage(readFileSync(path(), "utf8")));
  const store = open();
  expect(await store.load(0)).toBeUndefined();
  expect(warnings.length).toBe(warned);
  await store.save(0, snapshotOf(1), changesTo(1, true));
  expect(expectWhole(await open().load(0))).toBe(1);
});

/** A text without the lines of its last save but one, the number of which is known. */
function without(text: string, from: number): string {
  const lines = text.trimEnd().split("\n");
  const last = lines.map((line) => line.includes('"save":2')).indexOf(true);
  expect(last).toBeGreaterThan(from);
  return `${[...lines.slice(0, last - 2), ...lines.slice(last + 1)].join("\n")}\n`;
}

it("a folder that cannot be read gives no session, and saving there says why", async () => {
  writeFileSync(join(folder, "file"), "");
  const log = { warn: (...args: unknown[]) => warnings.push(args) } as unknown as Logger;
  const store = new FileSessions(join(folder, "file", "below"), log);
  expect(await store.load(0)).toBeUndefined();
  expect(warnings.length).toBe(1);
  await expect(store.save(0, snapshotOf(1), changesTo(1, true))).rejects.toMatchObject({ code: "E4004" });
});

it("only the user of the bot reads the files", async () => {
  rmSync(folder, { recursive: true });
  const store = await saveUpTo(2);
  await store.ended(0, "process", ["other"]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder).sort()).toEqual(["shard-0.ended", "shard-0.jsonl"]);
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
});

it("a log stays at about twice what it holds", async () => {
  const store = open();
  const entries = Array.from({ length: 2_000 }, (_, i) => [`${i}`, "x".repeat(1_000)] as const);
  const change = { version: "1", whole: true, removed: [], entries };
  await store.save(0, snapshotOf(1), new Map([["large", change]]));
  const live = statSync(path()).size;
  let [largest, smaller] = [0, 0];
  for (let n = 2, before = live; n < 120; n++) {
    const some = entries.slice(0, 200).map(([key]) => [key, `${n}`.padEnd(1_000, "y")] as const);
    await store.save(0, snapshotOf(n), new Map([["large", { ...change, whole: false, entries: some }]]));
    const { size } = statSync(path());
    if (size < before) smaller++;
    largest = Math.max(largest, size);
    before = size;
  }
  expect(largest).toBeLessThan(2.2 * live);
  expect(smaller).toBeGreaterThan(5);
  const stored = await open().load(0);
  expect(stored!.session.sequence).toBe(119);
  expect(stored!.slices.get("large")!.entries.length).toBe(2_000);
  expect(stored!.slices.get("large")!.entries[199]).toEqual(["199", "119".padEnd(1_000, "y")]);
  expect(stored!.slices.get("large")!.entries[200]).toEqual(["200", "x".repeat(1_000)]);
});
