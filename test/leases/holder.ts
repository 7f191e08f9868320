import { appendFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Lease } from "../../runtime-lib/leases/leases.ts";
import { RedisLeases } from "../../runtime-lib/leases/redis-leases.ts";
import { createLogger } from "../../runtime-lib/log/logger.ts";

/**
 * A process that takes leases when it can, and gives them up now and then. Under each it acts as fast as it can, and
 * notes each act in a file: moment, process, lease, token.
 */
const [url = "", bot = "", ttl = "", file = ""] = process.argv.slice(2);
const names = ["a", "b", "c"];
const held = new Map<string, Lease>();
const log = createLogger({ level: "silent" });
const leases = await RedisLeases.open({ url, prefix: "test:", bot, ttl: Number(ttl), log });

function note(lease: Lease): void {
  appendFileSync(file, `${process.hrtime.bigint()} ${process.pid} ${lease.name} ${lease.token}\n`);
}

function act(): void {
  for (const lease of held.values()) if (lease.certain()) note(lease);
}

leases.watch({
  changed: act,
  lost: (lost) => {
    for (const { name } of lost) held.delete(name);
  },
});
await leases.join();
setInterval(act, 3);
for (;;) {
  for (const name of names) {
    const mine = held.get(name);
    if (mine === undefined) {
      const lease = await leases.acquire(name).catch(() => undefined);
      if (lease?.certain()) held.set(name, lease);
    } else if (Math.random() < 0.05) {
      held.delete(name);
      await leases.release(mine);
    }
  }
  await setTimeout(20);
}
