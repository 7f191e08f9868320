import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { memoryCache } from "../../runtime-lib/cache/memory-cache.ts";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { memoryStorage } from "../../runtime-lib/state/memory-store.ts";
import type { StateStore } from "../../runtime-lib/state/store.ts";
import { storageAt } from "../../runtime-lib/state/tools/storage-at.ts";
import { hasPostgres, PostgresServer } from "../support/servers/postgres.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { type Driver, postgresDriver, redisDriver, sqliteDriver } from "./state/drivers.ts";
import { type Speed, sideBySide, type Task } from "./state/measure.ts";

/** What the store may cost, in times of what the bare driver costs. */
const MOST = 1.3;

const { values: options } = parseArgs({
  options: {
    json: { type: "string" },
    times: { type: "string", default: "4000" },
    rounds: { type: "string", default: "5" },
  },
});
const TIMES = Number(options.times);
const ROUNDS = Number(options.rounds);

const log = createLogger({ level: "silent" });
const KEYS = 500;
const VALUE = { level: 7, xp: 12_345, name: "Ada Lovelace", badges: ["first", "second"] };
const keyOf = (i: number) => `member:profile:81384788765712384:${i % KEYS}`;
const counterOf = (i: number) => `member:xp:81384788765712384:${i % KEYS}`;

interface Row {
  readonly backend: string;
  readonly what: string;
  readonly store: Speed;
  readonly bare?: Speed;
}
const rows: Row[] = [];

/** Measures a backend, beside its bare driver where it has one. */
async function measure(backend: string, times: number, store: StateStore, driver?: Driver): Promise<void> {
  const cache = await memoryCache()({ log, name: "bench" });
  const tasks: readonly (readonly [what: string, store: Task, bare?: Task])[] = [
    ["write", (i) => store.set(keyOf(i), VALUE), driver && ((i) => driver.write(keyOf(i), VALUE))],
    ["read", (i) => store.get(keyOf(i)), driver && ((i) => driver.read(keyOf(i)))],
    [
      "increment",
      (i) => store.increment(counterOf(i), 1, 0),
      driver && ((i) => driver.increment(counterOf(i))),
    ],
    ["read, cached", (i) => cache.read(keyOf(i), () => store.get(keyOf(i)))],
  ];
  for (const [what, own, bare] of tasks) {
    const speeds = await sideBySide(
      { store: own, ...(bare && { bare }) } as Record<string, Task>,
      times,
      ROUNDS,
    );
    rows.push({ backend, what, store: speeds["store"]!, ...(speeds["bare"] && { bare: speeds["bare"] }) });
    process.stderr.write(".");
  }
  await cache.close();
  await store.close();
  await driver?.close();
}

const folder = mkdtempSync(join(tmpdir(), "furlow-bench-state-"));
process.stderr.write("measuring ");
await measure("memory", TIMES * 5, await memoryStorage()({ log }));
// Each write of SQLite waits for the disk.
await measure(
  "sqlite",
  TIMES / 8,
  await storageAt(`sqlite:${join(folder, "store.db")}`)({ log }),
  await sqliteDriver(await withTable(join(folder, "bare.db"))),
);
if (hasRedis) {
  const server = await RedisServer.start();
  await measure("redis", TIMES, await storageAt(server.url)({ log }), await redisDriver(server.url));
  await server.remove();
}
if (hasPostgres) {
  const server = await PostgresServer.start();
  await measure("postgres", TIMES, await storageAt(server.url)({ log }), await postgresDriver(server.url));
  await server.remove();
}
rmSync(folder, { recursive: true });
print();
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);

/** A database file in which a store has made its table. */
async function withTable(path: string): Promise<string> {
  await (await storageAt(`sqlite:${path}`)({ log })).close();
  return path;
}

function print(): void {
  const head = ["", "store /s", "bare /s", "cost", "p50", "bare p50", "p99", "bare p99", ""];
  const lines = rows.map(({ backend, what, store, bare }) => {
    const cost = bare === undefined ? undefined : bare.perSecond / store.perSecond;
    return [
      `${backend}, ${what}`,
      count(store.perSecond),
      bare === undefined ? "" : count(bare.perSecond),
      cost === undefined ? "" : `${cost.toFixed(2)}x`,
      time(store.p50),
      bare === undefined ? "" : time(bare.p50),
      time(store.p99),
      bare === undefined ? "" : time(bare.p99),
      cost === undefined ? "" : cost <= MOST ? `within ${MOST}x: met` : `within ${MOST}x: MISSED`,
    ];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]!.length)));
  process.stdout.write(`\nNode ${process.version}, ${ROUNDS} rounds in turns, 32 at once\n`);
  for (const line of [head, ...lines]) {
    const cells = line.map((cell, column) =>
      column % 8 === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    );
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
}

function count(perSecond: number): string {
  return Math.round(perSecond).toLocaleString("en");
}

function time(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}
