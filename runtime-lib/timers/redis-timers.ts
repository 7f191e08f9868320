import type { RedisConnection } from "../state/redis/redis-connection.ts";
import { runScript, type Script, script } from "../state/redis/script.ts";
import type { Claim, Claimed, StoredTimer, TimerStore } from "./timer-store.ts";

/**
 * KEYS: a sorted set of ids by when they are due, a hash of timers by id, a hash of claims by id: all in one slot of a
 * cluster.
 */
const FORGET = `
local function forget(id)
  redis.call('ZREM', KEYS[1], id)
  redis.call('HDEL', KEYS[2], id)
  redis.call('HDEL', KEYS[3], id)
end
`;

/** ARGV: id, when it is due, timer. */
const PUT = script(`
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('HDEL', KEYS[3], ARGV[1])
`);

/** ARGV: id. */
const REMOVE = script(`${FORGET}
forget(ARGV[1])
`);

/** ARGV: now, until when, claim, how many. Gives when the next one is due or an empty text, and the timers. */
const CLAIM = script(`
local timers = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[4])) do
  local timer = redis.call('HGET', KEYS[2], id)
  if timer then
    redis.call('ZADD', KEYS[1], ARGV[2], id)
    redis.call('HSET', KEYS[3], id, ARGV[3])
    timers[#timers + 1] = timer
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
return { redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] or '', timers }
`);

/** ARGV: until when, claims. */
const RENEW = script(`
local renewed = {}
for i = 2, #ARGV do renewed[ARGV[i]] = true end
local claims = redis.call('HGETALL', KEYS[3])
for i = 1, #claims, 2 do
  if renewed[claims[i + 1]] then redis.call('ZADD', KEYS[1], 'XX', ARGV[1], claims[i]) end
end
`);

/** ARGV: id, claim. */
const FINISH = script(`${FORGET}
if redis.call('HGET', KEYS[3], ARGV[1]) == ARGV[2] then forget(ARGV[1]) end
`);

/** Keeps timers in Redis. */
export class RedisTimers implements TimerStore {
  readonly #keys: readonly string[];

  /** @param prefix what keys of the bot's state begin with: those of timers do not, since tools read those as a whole */
  constructor(
    private readonly connection: RedisConnection,
    prefix: string,
  ) {
    this.#keys = ["due", "timers", "claims"].map((name) => `furlow-timers:{${prefix}timers}:${name}`);
  }

  async put(timer: StoredTimer): Promise<void> {
    await this.#run(PUT, timer.id, timer.expiresAt, JSON.stringify(timer));
  }

  async remove(id: string): Promise<void> {
    await this.#run(REMOVE, id);
  }

  async claim({ id, now, until, limit }: Claim): Promise<Claimed> {
    const [next, timers] = (await this.#run(CLAIM, now, until, id, limit)) as [string, string[]];
    return {
      timers: timers.map((timer) => JSON.parse(timer) as StoredTimer),
      next: next === "" ? Number.POSITIVE_INFINITY : Number(next),
    };
  }

  async renew(claims: readonly string[], until: number): Promise<void> {
    await this.#run(RENEW, until, ...claims);
  }

  async finish(id: string, claim: string): Promise<void> {
    await this.#run(FINISH, id, claim);
  }

  #run(which: Script, ...args: (string | number)[]): Promise<unknown> {
    return runScript(this.connection, which, this.#keys, args);
  }
}
