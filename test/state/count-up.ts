/**
 * A process that shares a store with others: `count-up.ts BACKEND ADDRESS KEY TIMES` counts a key up so many times at
 * once, and prints what it was told.
 */
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

const store = await STORAGES[backend]!({ log: createLogger({ level: "silent" }) });
const sums = await Promise.all(Array.from({ length: Number(times) }, () => store.increment(key, 1, 0)));
await store.close();
console.log(JSON.stringify(sums));
