import { NOW } from "../leases/scripts.ts";
import type { InvalidRequests, SharedCount } from "../rest/invalid-requests.ts";
import type { RedisConnection } from "../state/redis/redis-connection.ts";
import { runScript, script } from "../state/redis/script.ts";

/** How often a process that makes invalid requests says so. */
const EVERY = 1_000; /* ms */

/** How often it asks for what others make, while it has made some itself in the last minutes. */
const REFRESH = 5_000; /* ms */

/**
 * KEYS: counts by minute; ARGV: how many more. Gives those of the last ten minutes.
 */
const ADD = script(`${NOW}
local first, sum = math.floor(now / 60000) - 10, 0
redis.call('HINCRBY', KEYS[1], whole(math.floor(now / 60000)), ARGV[1])
redis.call('EXPIRE', KEYS[1], 660)
local counts = redis.call('HGETALL', KEYS[1])
for i = 1, #counts, 2 do
  if tonumber(counts[i]) < first then redis.call('HDEL', KEYS[1], counts[i])
  else sum = sum + tonumber(counts[i + 1]) end
end
return sum
`);

/** Counts the invalid requests of all processes with one address, of whichever bots. */
export class RedisInvalidRequests implements SharedCount {
  others = 0;
  #unsaid = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** @param key of the address */
  constructor(
    private readonly connection: RedisConnection,
    private readonly key: string,
    private readonly counted: InvalidRequests,
  ) {}

  noted(): void {
    if (this.#unsaid++ === 0) this.#schedule(EVERY);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#isStopped = true;
  }

  #schedule(time: number): void {
    clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#tell(), time).unref();
  }

  async #tell(): Promise<void> {
    const said = this.#unsaid;
    this.#unsaid = 0;
    try {
      const sum = Number(await runScript(this.connection, ADD, [this.key], [said]));
      this.others = Math.max(0, sum + this.#unsaid - this.counted.own);
    } catch {
      // The connection has said that it fails; it is said again with the next.
      this.#unsaid += said;
    }
    if (this.#unsaid > 0) this.#schedule(EVERY);
    else if (this.counted.own > 0) this.#schedule(REFRESH);
  }
}
