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

/** By which a turn may come late: the next process does not know of it. */
const MOST_LATE = 100; /* ms */

/** Of an answer that took so long at most it is known well enough when it was given. */
const PRECISE = 40; /* ms */

/** How often a moment is asked for until it is known well enough. */
const ATTEMPTS = 3;

/** Between attempts at a Redis that does not answer. */
const RETRY = 500; /* ms */

/** How long it is known which turn a request got. */
const REMEMBERED = 60_000; /* ms */

/**
 * The next turn of a bucket, by Redis's clock. KEYS: bucket, request; ARGV: interval, milliseconds that have to pass
 * before this process's next turn, how long the request is remembered. Gives the milliseconds until the turn. The same
 * request, sent again, gets the same turn.
 */
const RESERVE = script(`${NOW}
local turn = tonumber(redis.call('GET', KEYS[2]) or nil)
if not turn then
  local interval = tonumber(ARGV[1])
  turn = now + tonumber(ARGV[2])
  local last = redis.call('GET', KEYS[1])
  if last then turn = math.max(turn, tonumber(last) + interval) end
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
    while (wanted()) {
      const turn = await this.#reserve(bucket);
      if (turn === undefined) await pause(RETRY);
      else if (await arrived(turn)) {
        if (!wanted()) return false;
        this.#last.set(bucket, performance.now());
        return true;
      }
    }
    return false;
  }

  /** The moment of `performance.now()` of the next turn; undefined when Redis does not answer. */
  async #reserve(bucket: number): Promise<number | undefined> {
    const request = randomBytes(9).toString("base64url");
    let turn: number | undefined;
    let took = Number.POSITIVE_INFINITY;
    try {
      for (let i = 0; i < ATTEMPTS && took > PRECISE; i++) {
        const sent = performance.now();
        const left = await this.#ask(bucket, request);
        const received = performance.now();
        if (received - sent >= took) continue;
        took = received - sent;
        turn = sent + took / 2 + left;
      }
      this.#trouble.ends();
      return turn;
    } catch (error) {
      this.#trouble.begins(error);
      return undefined;
    }
  }

  /** Throws E4004. */
  async #ask(bucket: number, request: string): Promise<number> {
    const { connection, prefix, bot } = this.#options;
    // In a cluster all keys of a bot lie in one place.
    const start = `${prefix}{${bot}}:identify:`;
    const last = this.#last.get(bucket) ?? Number.NEGATIVE_INFINITY;
    const own = Math.max(0, Math.ceil(last + this.#interval - performance.now()));
    const keys = [`${start}${bucket}`, `${start}request:${request}`];
    return Number(await runScript(connection, RESERVE, keys, [this.#interval, own, REMEMBERED]));
  }
}

/** Waits for a turn; false when it has come too late for it. */
async function arrived(turn: number): Promise<boolean> {
  await pause(turn - performance.now());
  return performance.now() - turn <= MOST_LATE;
}

/** Whoever waits keeps no process alive. */
async function pause(milliseconds: number): Promise<void> {
  await sleep(Math.max(0, milliseconds), undefined, { ref: false });
}
