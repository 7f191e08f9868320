import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { IDENTIFY_WINDOW, type IdentifyLimit, type IdentifyTurn } from "../gateway/identify-limit.ts";
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
  /** Milliseconds between two IDENTIFYs of one bucket. */
  readonly window?: number;
  /** Milliseconds in which a turn is over, if its process lives: then it is another's. */
  readonly longest?: number;
}

/** An answer that took longer is not relied on. */
const PROMPT = 1_000; /* ms */

/** A shard waits so long for READY, and gives up its connection then. */
const LONGEST = 15_000 /* ms */ + PROMPT;

/** Between looks at a bucket of which a turn is not over. */
const LOOK = 50; /* ms */

/** Between attempts at a Redis that does not answer. */
const RETRY = 500; /* ms */

/**
 * Takes the turn of a bucket. KEYS: bucket; ARGV: request, milliseconds after which the turn is another's all the same.
 * Gives 0 when it is this request's, the milliseconds until the bucket is free, or -1 while somebody's turn is not over.
 */
const TAKE = script(`
local holder = redis.call('GET', KEYS[1])
if not holder or holder == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 0
end
if holder == 'over' then return math.max(1, redis.call('PTTL', KEYS[1])) end
return -1
`);

/** Ends the turn of a request. KEYS: bucket; ARGV: request, milliseconds until the next one. */
const END = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then redis.call('DEL', KEYS[1])
else redis.call('SET', KEYS[1], 'over', 'PX', ARGV[2]) end
return 1
`);

/** The limit of a bot of many processes: of each bucket one has the turn, and the next may take it a window later. */
export class RedisIdentifyLimit implements IdentifyLimit {
  readonly #options: RedisIdentifyLimitOptions;
  readonly #window: number;
  readonly #longest: number;
  readonly #trouble: Trouble;
  /** By bucket, what resolves when those have had their turn that came before. */
  readonly #queues = new Map<number, Promise<unknown>>();
  /** By bucket, the end of this process's last turn: a Redis that lost its data does not know it. */
  readonly #last = new Map<number, number>();

  constructor(options: RedisIdentifyLimitOptions) {
    this.#options = options;
    this.#window = options.window ?? IDENTIFY_WINDOW;
    this.#longest = (options.longest ?? LONGEST) + this.#window;
    this.#trouble = new Trouble(
      options.log,
      "Redis does not answer: shards that have to identify wait",
      "shards identify again",
    );
  }

  /** While Redis does not answer, shards wait: it never rejects. */
  wait(shardId: number, wanted: () => boolean): Promise<IdentifyTurn | undefined> {
    const bucket = shardId % this.#options.concurrency;
    const before = this.#queues.get(bucket) ?? Promise.resolve();
    let ended: () => void = () => {};
    this.#queues.set(
      bucket,
      new Promise<void>((resolve) => {
        ended = resolve;
      }),
    );
    return before.then(() => this.#turn(bucket, wanted, () => ended()));
  }

  /** @param ended called when the next shard of this process may ask */
  async #turn(bucket: number, wanted: () => boolean, ended: () => void): Promise<IdentifyTurn | undefined> {
    const request = randomBytes(9).toString("base64url");
    const end = (used: boolean) => {
      if (used) this.#last.set(bucket, performance.now());
      ended();
      void this.#end(bucket, request, used);
    };
    while (wanted()) {
      const own = (this.#last.get(bucket) ?? Number.NEGATIVE_INFINITY) + this.#window - performance.now();
      if (own > 0) await pause(own);
      if (!wanted()) break;
      const sent = performance.now();
      const left = await this.#ask(TAKE, bucket, [request, this.#longest]);
      if (left === undefined) await pause(RETRY);
      else if (left !== 0) await pause(left > 0 ? left : LOOK);
      else if (performance.now() - sent <= PROMPT && wanted()) return { over: end };
    }
    end(false);
    return undefined;
  }

  async #end(bucket: number, request: string, used: boolean): Promise<void> {
    await this.#ask(END, bucket, [request, used ? this.#window : 0]);
  }

  /** What a script gives; undefined when Redis does not answer. */
  async #ask(
    what: typeof TAKE,
    bucket: number,
    values: readonly (string | number)[],
  ): Promise<number | undefined> {
    const { connection, prefix, bot } = this.#options;
    try {
      // In a cluster all keys of a bot lie in one place.
      const answer = await runScript(connection, what, [`${prefix}{${bot}}:identify:${bucket}`], [...values]);
      this.#trouble.ends();
      return Number(answer);
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
