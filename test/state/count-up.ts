/**
 * A process that shares a store with others: `count-up.ts BACKEND ADDRESS KEY TIMES` counts a key up so many times at
 * once, and prints what it was told.
 */
import { setTimeout } from "node:timers/promises";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import type { OpenStorage } from "../../runtime-lib/state/open-storage.ts";
import { postgresStorage } from "../../runtime-lib/state/postgres/postgres-storage.ts";
import { redisStorage } from "../../runtime-lib/state/redis/redis-storage.ts";
import { sqliteStorage } from "../../runtime-lib/state/sqlite-store.ts";

const [backend = "", address = "", key = "", times = ""] = process.argv.slice(2);

const STORAGES: Readonly<Record<string, OpenStorage>> = {
  sqlite: sqliteStorage({ path: address }),
  redis: redisStorage({ url: address }),
  postgres: postgresStorage({ url: address }),
};

/** SQLite refuses a statement while another process writes for long; it has done nothing then. */
async function again<T>(run: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!/locked/.test(String(error))) throw error;
      await setTimeout(100 * Math.random());
    }
  }
}

const store = await again(() => STORAGES[backend]!({ log: createLogger({ level: "silent" }) }));
const sums = await Promise.all(
  Array.from({ length: Number(times) }, () => again(() => store.increment(key, 1, 0))),
);
await store.close();
console.log(JSON.stringify(sums));
