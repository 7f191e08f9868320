import type { Lease } from "../../runtime-lib/leases/leases.ts";
import { RedisLeases } from "../../runtime-lib/leases/redis-leases.ts";
import { createLogger, type Logger } from "../../runtime-lib/log/logger.ts";

/** What a process has heard of its leases. */
export class Heard {
  changes = 0;
  readonly lost: { readonly lease: Lease; readonly at: number }[] = [];
  readonly log: string[] = [];

  changed(): void {
    this.changes++;
  }

  /** How often a lease was told to be lost. */
  times(lease: Lease | undefined): number {
    return this.lost.filter((each) => each.lease === lease).length;
  }

  get logger(): Logger {
    const logger = createLogger({ level: "silent" });
    const note = (facts: object | string, text?: string) => void this.log.push(text ?? String(facts));
    return new Proxy(logger, {
      get: (_, key) => (key === "info" || key === "warn" ? note : Reflect.get(logger, key)),
    });
  }
}

/** Opens the leases of one more process, which takes part. */
export async function joined(
  port: number,
  bot: string,
  ttl: number,
): Promise<{ leases: RedisLeases; heard: Heard }> {
  const heard = new Heard();
  const url = `redis://127.0.0.1:${port}`;
  const leases = await RedisLeases.open({ url, prefix: "test:", bot, ttl, log: heard.logger });
  leases.watch({
    changed: () => heard.changed(),
    lost: (lost) => heard.lost.push(...lost.map((lease) => ({ lease, at: performance.now() }))),
  });
  await leases.join();
  return { leases, heard };
}
