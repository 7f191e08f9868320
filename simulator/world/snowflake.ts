/** First millisecond of 2015 (UTC), where Discord's ids start. */
const DISCORD_EPOCH = 1_420_070_400_000 /* ms */;
const INCREMENTS = 4_096;

/** Makes Discord ids that only ever grow, as the order of messages rests on it. */
export class SnowflakeFactory {
  #millisecond = 0;
  #increment = 0;
  #past = 0;
  #guildMillisecond = Date.now() - 86_400_000 /* ms */;

  /** The next id; its time part is now. */
  next(): string {
    const now = Math.max(Date.now(), this.#millisecond);
    if (now > this.#millisecond) {
      this.#millisecond = now;
      this.#increment = 0;
    } else if (++this.#increment === INCREMENTS) {
      this.#millisecond++;
      this.#increment = 0;
    }
    return toSnowflake(this.#millisecond, this.#increment);
  }

  /** An id whose time part is in the past, in milliseconds since 1970. */
  at(time: number): string {
    return toSnowflake(Math.floor(time), this.#past++ % INCREMENTS);
  }

  /**
   * An id for a guild. Each has its own millisecond, and a shard is `(id >> 22) % count`,
   * so guilds made in a row spread evenly over the shards.
   */
  nextGuild(): string {
    return toSnowflake(this.#guildMillisecond++, 0);
  }
}

/** Milliseconds since 1970 at which an id was made. */
export function snowflakeTime(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

/** The shard that events of a guild go to: https://discord.com/developers/docs/events/gateway#sharding */
export function shardOf(guildId: string, count: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/** Orders ids by age; strings of different length cannot be compared directly. */
export function compareSnowflakes(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function toSnowflake(millisecond: number, increment: number): string {
  return ((BigInt(millisecond - DISCORD_EPOCH) << 22n) | BigInt(increment)).toString();
}
