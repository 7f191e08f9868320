import { randomBytes } from "node:crypto";
import { NOW } from "../leases/scripts.ts";
import { Trouble } from "../leases/trouble.ts";
import type { Logger } from "../log/logger.ts";
import { type GlobalLimit, LocalLimit, pause, WINDOW } from "../rest/global-limit.ts";
import type { RedisConnection } from "../state/redis/redis-connection.ts";
import { runScript, script } from "../state/redis/script.ts";

export interface RedisGlobalLimitOptions {
  /** Stays open, and may serve others. */
  readonly connection: RedisConnection;
  /** Before every key. */
  readonly prefix: string;
  /** Whose limit it is. */
  readonly bot: string;
  /** Requests a second of all processes. */
  readonly limit: number;
  /** The part of it that this process takes by itself while Redis does not answer, from 0 to 1. */
  readonly share: () => number;
  readonly log: Logger;
}

/** The part of the limit that one process takes at once at most. */
const AT_ONCE = 0.2;

/** What requests may be late that are let through. */
const LATE = 40; /* ms */

/** When tokens come back that were used at once. */
const KEPT = WINDOW + LATE;

/** After Redis did not answer, it is not asked for so long. */
const ALONE = 1_000; /* ms */

/** A command that takes longer counts as unanswered: requests are not to wait for a server that is gone. */
const PATIENCE = 1_000; /* ms */

/**
 * Tokens, by Redis's clock. KEYS: those given, as `request:count` with the moment at which they come back, and how many
 * they are; ARGV: a name for the request, how many are wanted, the limit, milliseconds after which they come back. Gives
 * how many are granted; when none is, minus the milliseconds until one comes back.
 */
const TAKE = script(`${NOW}
local function count(entries)
  local sum = 0
  for _, entry in ipairs(entries) do sum = sum + tonumber(entry:match('%d+$')) end
  return sum
end
local kept = tonumber(ARGV[4])
local back = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', whole(now))
if #back > 0 then redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', whole(now)) end
local given = redis.call('GET', KEYS[2])
if given then given = tonumber(given) - count(back)
else given = count(redis.call('ZRANGE', KEYS[1], 0, -1)) end
if #back > 0 then redis.call('SET', KEYS[2], whole(given), 'PX', whole(kept)) end
local granted = math.min(tonumber(ARGV[2]), tonumber(ARGV[3]) - given)
if granted <= 0 then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return whole(math.min(-1, now - tonumber(first[2])))
end
redis.call('SET', KEYS[2], whole(given + granted), 'PX', whole(kept))
redis.call('ZADD', KEYS[1], whole(now + kept), ARGV[1] .. ':' .. whole(granted))
if redis.call('PTTL', KEYS[1]) < kept then redis.call('PEXPIRE', KEYS[1], whole(kept)) end
return whole(granted)
`);

/** Tokens that are used late come back later. KEYS: those given; ARGV: which, after how many milliseconds. */
const EXTEND = script(`${NOW}
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZADD', KEYS[1], 'XX', whole(now + tonumber(ARGV[2])), ARGV[1])
`);

/**
 * One limit for all processes of a bot. Tokens are taken in Redis for all requests that wait, while the last command is
 * on its way: one request alone costs a round trip, many at once a tenth of one each.
 */
export class RedisGlobalLimit implements GlobalLimit {
  readonly #waiting: (() => void)[] = [];
  readonly #alone: LocalLimit;
  readonly #trouble: Trouble;
  #asking = false;
  /** Until when Redis is not asked, by `performance.now()`. */
  #aloneUntil = 0;
  readonly #name = randomBytes(6).toString("base64url");
  #requests = 0;

  constructor(private readonly options: RedisGlobalLimitOptions) {
    const { limit, share, log } = options;
    this.#alone = new LocalLimit(() => limit * share());
    this.#trouble = new Trouble(
      log,
      "Redis does not answer: this process keeps to its part of the limit on requests",
      "processes share the limit on requests again",
    );
  }

  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (!this.#asking) void this.#serve();
    });
  }

  async #serve(): Promise<void> {
    this.#asking = true;
    while (this.#waiting.length > 0) {
      if (performance.now() < this.#aloneUntil) {
        await this.#alone.take();
        this.#release(1);
      } else await this.#ask();
    }
    this.#asking = false;
  }

  async #ask(): Promise<void> {
    const { connection, prefix, bot, limit } = this.options;
    const asked = performance.now();
    const key = `${prefix}{${bot}}:requests`;
    const request = `${this.#name}${this.#requests++}`;
    const wanted = Math.min(this.#waiting.length, Math.ceil(limit * AT_ONCE));
    try {
      const taken = runScript(connection, TAKE, [key, `${key}:count`], [request, wanted, limit, KEPT]);
      const granted = Number(await inTime(taken));
      this.#trouble.ends();
      if (granted <= 0) return await pause(-granted);
      const took = performance.now() - asked;
      // By then others may have them.
      if (took > WINDOW / 2) return;
      if (took > LATE) extend(connection, key, `${request}:${granted}`);
      this.#release(granted);
    } catch (error) {
      this.#trouble.begins(error);
      this.#aloneUntil = performance.now() + ALONE;
    }
  }

  #release(count: number): void {
    for (const resolve of this.#waiting.splice(0, count)) resolve();
  }
}

/** Where this fails, some requests may come early. */
function extend(connection: RedisConnection, key: string, tokens: string): void {
  runScript(connection, EXTEND, [key], [tokens, KEPT]).catch(() => {});
}

/** Throws when an answer does not come in time. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
