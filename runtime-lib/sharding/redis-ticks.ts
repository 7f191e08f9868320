import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import type { StartSchedule, Tick } from "../schedule/schedule.ts";
import type { RedisConnection } from "../state/redis/redis-connection.ts";
import { runScript, script } from "../state/redis/script.ts";

/**
 * Takes a moment of a schedule. KEYS: a hash of the last moment of each schedule, with who took it; ARGV: schedule,
 * moment, who, 1 for one that has passed. Gives 1 to the one who is to run it. Nothing is made up for of a schedule that
 * nobody has had before.
 */
const TAKE = script(`
local taken = redis.call('HGET', KEYS[1], ARGV[1])
local own = ARGV[2] .. ':' .. ARGV[3]
if taken == own then return 1 end
if taken and tonumber(taken:match('^%d+')) >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], own)
if not taken and ARGV[4] == '1' then return 0 end
return 1
`);

/** What was missed is made up for within such a time: longer ago, it is passed over like all that nobody ran. */
const LATEST = 60_000; /* ms */

/** Between attempts at a Redis that does not answer. */
const RETRY = 500; /* ms */

export interface RedisTicksOptions {
  /** Stays open, and may serve others. */
  readonly connection: RedisConnection;
  /** Before every key. */
  readonly prefix: string;
  /** Whose schedules they are. */
  readonly bot: string;
  readonly log: Logger;
}

/**
 * The moments of schedules of a bot of many processes: each is run by one of them, at most once. One that came while its
 * process was dead and no other had taken over is run then.
 */
export class RedisTicks {
  readonly #key: string;
  readonly #self = randomUUID();
  /** The last moment of each schedule that this process has asked for. */
  readonly #asked = new Map<string, number>();

  constructor(private readonly options: RedisTicksOptions) {
    this.#key = `${options.prefix}{${options.bot}}:ticks`;
  }

  readonly start: StartSchedule = (handler, schedule, tick) => {
    const { fixed } = schedule;
    if (fixed === undefined) return schedule.start(tick);
    const name = `${handler} ${fixed.id}`;
    const ending = new AbortController();
    const stop = schedule.start(
      (moment) => void this.#run({ name, moment, isLate: false }, tick, ending.signal),
    );
    // After it is started, so that no moment lies between the two.
    const moment = fixed.last(Date.now()) ?? 0;
    void this.#run({ name, moment, isLate: true }, tick, ending.signal);
    return () => {
      ending.abort();
      stop();
    };
  };

  async #run(moment: Moment, tick: Tick, ending: AbortSignal): Promise<void> {
    if ((this.#asked.get(moment.name) ?? -1) >= moment.moment) return;
    this.#asked.set(moment.name, moment.moment);
    const isOwn = await this.#take(moment, ending);
    const isLate = moment.isLate && Date.now() - moment.moment > LATEST;
    if (isOwn && !isLate) tick(moment.moment);
  }

  /** Whether this process is to run it. While Redis does not answer nobody knows: then it waits. */
  async #take({ name, moment, isLate }: Moment, ending: AbortSignal): Promise<boolean> {
    const { connection, log } = this.options;
    const args = [name, moment, this.#self, isLate ? 1 : 0];
    for (const end = Date.now() + LATEST; !ending.aborted && Date.now() < end; await sleep(RETRY)) {
      try {
        return Number(await runScript(connection, TAKE, [this.#key], args)) === 1;
      } catch (error) {
        log.debug({ handler: name, reason: messageOf(error) }, "it is not known whether a schedule has run");
      }
    }
    // Whoever takes over makes up for it.
    this.#asked.delete(name);
    return false;
  }
}

interface Moment {
  /** Of its schedule. */
  readonly name: string;
  /** In Unix milliseconds. */
  readonly moment: number;
  /** Whether it had come before this process began with the schedule. */
  readonly isLate: boolean;
}
