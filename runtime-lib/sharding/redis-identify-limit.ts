import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { IdentifyLimit } from "../gateway/identify-limit.ts";
import { NOW } from "../leases/scripts.ts";
import { Trouble } from "../leases/trouble.ts";
import type { Logger } from "../log/logger.ts";
import type { RedisConnection } from "../state/redis/redis-connection.ts";
import { runScript, script } from "../state/redis/script.ts";

export interface RedisIdentifyLimitOptions {
  /** Stays open, and may serve others. */
  readonly connection: RedisConnection;
  /** Before every key. */
  readonly prefix: string;
  /** Whose limit it is. */
  readonly bot: string;
  /** Discord's `max_concurrency`. */
  readonly concurrency: number;
  readonly log: Logger;
  /** Milliseconds between two IDENTIFYs of one bucket, with what turns may come late. */
  readonly interval?: number;
}

const INTERVAL = 5_000 /* ms */ + 150;

/** By which a turn may come late: whoever comes next does not know of it. */
const MOST_LATE = 100; /* ms */

/** Between attempts at a Redis that does not answer. */
const RETRY = 500; /* ms */

/** How long it is known which turn a request got. */
const REMEMBERED = 60_000; /* ms */

/**
 * A turn of a bucket, by Redis's clock. KEYS: bucket, request; ARGV: interval, milliseconds that have to pass before
 * this process's next turn, how long the request is remembered, by how much a turn may be late. Gives the milliseconds
 * until the turn; less than 0 when it has come.
 *
 * The same request keeps its turn. When that is over, it is moved where nobody has one behind it; else there is another.
 */
const RESERVE = script(`${NOW}
local function moment(key)
  local found = redis.call('GET', key)
  return found and tonumber(found)
end
local interval = tonumber(ARGV[1])
local turn, last = moment(KEYS[2]), moment(KEYS[1])
if not turn or now - turn > tonumber(ARGV[4]) then
  if turn and turn == last then turn = now
  else turn = math.max(now + tonumber(ARGV[2]), last and last + interval or 0) end
  redis.call('SET', KEYS[1], whole(turn), 'PX', whole(turn - now + interval))
  redis.call('SET', KEYS[2], whole(turn), 'PX', whole(turn - now + tonumber(ARGV[3])))
end
return whole(turn - now)
`);

/**
 * The limit of a bot of many processes: they take turns. A process asks for its next turn when its last one is over, so
 * that of one that ends only one turn passes unused.
 */
export class RedisIdentifyLimit implements IdentifyLimit {
  readonly #options: RedisIdentifyLimitOptions;
  readonly #interval: number;
  readonly #trouble: Trouble;
  /** By bucket, what resolves when those are done that came before. */
  readonly #queues = new Map<number, Promise<unknown>>();
  /** By bucket, the moment of this process's last turn: a Redis that lost its data does not know it. */
  readonly #last = new Map<number, number>();

  constructor(options: RedisIdentifyLimitOptions) {
    this.#options = options;
    this.#interval = options.interval ?? INTERVAL;
    this.#trouble = new Trouble(
      options.log,
      "Redis does not answer: shards that have to identify wait",
      "shards identify again",
    );
  }

  /** While Redis does not answer, shards wait: it never rejects. */
  wait(shardId: number, wanted: () => boolean): Promise<boolean> {
    const bucket = shardId % this.#options.concurrency;
    const before = this.#queues.get(bucket) ?? Promise.resolve();
    const turn = before.then(() => this.#turn(bucket, wanted));
    this.#queues.set(bucket, turn);
    return turn;
  }

  async #turn(bucket: number, wanted: () => boolean): Promise<boolean> {
    const request = randomBytes(9).toString("base64url");
    let tolerance = MOST_LATE;
    while (wanted()) {
      const sent = performance.now();
      const left = await this.#left(bucket, request, tolerance);
      if (left === undefined) await pause(RETRY);
      else if (left > 0) await pause(left);
      else if (performance.now() - sent - left > tolerance) {
        // A process whose connection is slow is late each time.
        tolerance += MOST_LATE;
      } else if (wanted()) {
        this.#last.set(bucket, performance.now());
        return true;
      }
    }
    return false;
  }

  /** Milliseconds until the turn of a request; undefined when Redis does not answer. */
  async #left(bucket: number, request: string, tolerance: number): Promise<number | undefined> {
    const { connection, prefix, bot } = this.#options;
    // In a cluster all keys of a bot lie in one place.
    const start = `${prefix}{${bot}}:identify:`;
    const keys = [`${start}${bucket}`, `${start}request:${request}`];
    const last = this.#last.get(bucket) ?? Number.NEGATIVE_INFINITY;
    const own = Math.max(0, Math.ceil(last + this.#interval - performance.now()));
    try {
      const left = await runScript(connection, RESERVE, keys, [this.#interval, own, REMEMBERED, tolerance]);
      this.#trouble.ends();
      return Number(left);
    } catch (error) {
      this.#trouble.begins(error);
      return undefined;
    }
  }
}

/** Whoever waits keeps no process alive. */
async function pause(milliseconds: number): Promise<void> {
  await sleep(Math.max(0, milliseconds), undefined, { ref: false });
}
