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

/** Requests that are let through at once at most. */
const AT_ONCE = 10;

/** How long a token may be used after it was asked for, at least: it counts from then on. */
const LIFE = 40; /* ms */

/** After Redis did not answer, it is not asked for so long. */
const ALONE = 1_000; /* ms */

/** A command that takes longer counts as unanswered: requests are not to wait for a server that is gone. */
const PATIENCE = 1_000; /* ms */

/**
 * Tokens, by Redis's clock. KEYS: those given, as `request:count` with the moment at which they come back; ARGV: a name
 * for the request, how many are wanted, the limit, milliseconds after which they come back. Gives how many are granted;
 * when none is, minus the milliseconds until one comes back.
 */
const TAKE = script(`${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', whole(now))
local given, kept = 0, tonumber(ARGV[4])
for _, entry in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do given = given + tonumber(entry:match('%d+$')) end
local granted = math.min(tonumber(ARGV[2]), tonumber(ARGV[3]) - given)
if granted <= 0 then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return whole(math.min(-1, now - tonumber(first[2])))
end
redis.call('ZADD', KEYS[1], whole(now + kept), ARGV[1] .. ':' .. whole(granted))
if redis.call('PTTL', KEYS[1]) < kept then redis.call('PEXPIRE', KEYS[1], whole(kept)) end
return whole(granted)
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
  /** How long tokens may be used: longer where Redis is far away. */
  #life = LIFE;
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
    const wanted = Math.min(this.#waiting.length, AT_ONCE);
    const args = [`${this.#name}${this.#requests++}`, wanted, limit, WINDOW + this.#life];
    try {
      const granted = Number(await inTime(runScript(connection, TAKE, [`${prefix}{${bot}}:requests`], args)));
      this.#trouble.ends();
      if (granted <= 0) return await pause(-granted);
      const took = performance.now() - asked;
      // Others may have the tokens again before those have gone out that come so late.
      if (took <= this.#life) this.#release(granted);
      this.#life = Math.max(LIFE, Math.ceil(2 * took));
    } catch (error) {
      this.#trouble.begins(error);
      this.#aloneUntil = performance.now() + ALONE;
    }
  }

  #release(count: number): void {
    for (const resolve of this.#waiting.splice(0, count)) resolve();
  }
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
