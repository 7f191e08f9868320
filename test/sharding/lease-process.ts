import { setTimeout } from "node:timers/promises";
import { RedisLeases } from "../../runtime-lib/leases/redis-leases.ts";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { LeaseShards } from "../../runtime-lib/sharding/lease-shards.ts";
import { NotingRunner } from "./noting-runner.ts";

/** A process that runs its share of shards of nothing until it is told to stop. */
const [url = "", bot = "", ttl = "", total = "", file = ""] = process.argv.slice(2);
const log = createLogger({ level: "silent" });
const runner = new NotingRunner(file, String(process.pid));
const leases = await RedisLeases.open({ url, prefix: "test:", bot, ttl: Number(ttl), log });
const shards = new LeaseShards({ leases, total: Number(total), runner, owner: runner, log });
process.once("SIGTERM", async () => {
  await shards.leave();
  // Handlers may take their time.
  await setTimeout(100);
  await shards.close();
  process.exit(0);
});
await shards.start();
