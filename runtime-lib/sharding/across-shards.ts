import type { Bot } from "../bot/bot.ts";
import type { Caches } from "../caches/caches.ts";
import { shardOf } from "../caches/entity-cache.ts";
import type { Context } from "../contexts/context.ts";
import { extended } from "../contexts/extended.ts";
import { channelOfTimer, guildOfTimer, TimerContext } from "../contexts/timer-context.ts";
import type { GuildCaches, OtherCaches } from "../entities/lookup.ts";
import { endsInAnyCase, FurlowError, messageOf } from "../errors/errors.ts";
import { askShards } from "./ask-shards.ts";
import { type CacheRead, cacheReads, type KeptFields, keyOf } from "./cache-reads.ts";

/**
 * Evaluates an expression that reads what is cached of any guild. What other processes have of it is asked for, all that
 * one evaluation meets at once, and then it is evaluated again: it does nothing but read. Throws E4005, which names
 * guild and shard, when a shard does not answer.
 * @param read gives the value, of a context with which nothing else is read
 */
export async function acrossShards<C extends Context, T>(ctx: C, read: (ctx: C) => T): Promise<Awaited<T>> {
  const elsewhere = new Elsewhere(ctx.bot);
  const asking = withCaches(ctx, elsewhere);
  for (;;) {
    try {
      const value = await read(asking);
      if (!elsewhere.lacks) return value;
    } catch (error) {
      // What is missing may have led to it.
      if (!elsewhere.lacks || endsInAnyCase(error)) throw error;
    }
    await elsewhere.ask();
  }
}

function withCaches<C extends Context>(ctx: C, elsewhere: OtherCaches): C {
  if (!(ctx instanceof TimerContext)) return extended(ctx, { elsewhere });
  const asking: TimerContext = extended<TimerContext, object>(ctx, {
    elsewhere,
    get guild() {
      return guildOfTimer(asking);
    },
    get channel() {
      return channelOfTimer(asking);
    },
  });
  return asking as unknown as C;
}

/** How long a shard has: interactions are to be answered within 3 seconds. */
const TIMEOUT = 2_000; /* ms */

/** Guilds that an error names at most. */
const MOST_NAMED = 3;

/** What other processes have in their caches, as far as it has been asked for. */
class Elsewhere implements OtherCaches {
  readonly #known = new Map<string, unknown>();
  readonly #missing = new Map<string, CacheRead>();

  constructor(private readonly bot: Bot) {}

  /** Whether something was read that is not known yet: it was taken for nothing. */
  get lacks(): boolean {
    return this.#missing.size > 0;
  }

  of(guildId: string): GuildCaches {
    const names = Object.keys(this.bot.caches) as (keyof Caches)[];
    const views = names.map((name) => [name, this.#cacheOf(name, guildId)] as const);
    return Object.fromEntries(views) as GuildCaches;
  }

  #cacheOf(name: keyof Caches, guildId: string) {
    return {
      get: (_: string, id = guildId) => this.#read([name, guildId, id]),
      of: () => this.#read([name, guildId, "all"]) ?? [],
      count: () => this.#read([name, guildId, "count"]) ?? 0,
    };
  }

  #read(read: CacheRead): unknown {
    const key = keyOf(read);
    if (!this.#known.has(key)) this.#missing.set(key, read);
    return this.#known.get(key);
  }

  /** Asks the shards for what is missing. Throws E4005. */
  async ask(): Promise<void> {
    const reads = [...this.#missing.values()];
    const target = [...new Set(reads.map(([, guildId]) => shardOf(guildId, this.bot.shard.count)))];
    const question = { script: cacheReads, argument: { reads, fields: this.#fieldsOf(reads) } };
    const answers = await this.#answers(reads, () =>
      askShards<Readonly<Record<string, unknown>>>(this.bot, question, { target, timeout: TIMEOUT }),
    );
    const found = new Map(answers.flatMap((answer) => Object.entries(answer)));
    // JSON has no `undefined`: what no answer has is not there.
    for (const key of this.#missing.keys()) this.#known.set(key, found.get(key));
    this.#missing.clear();
  }

  #fieldsOf(reads: readonly CacheRead[]): KeptFields {
    const { fields = {} } = this.bot.cluster ?? {};
    return Object.fromEntries(reads.map(([cache]) => [cache, fields[cache] ?? []]));
  }

  async #answers<T>(reads: readonly CacheRead[], ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (endsInAnyCase(error)) throw error;
      const guilds = [...new Set(reads.map(([, guildId]) => guildId))];
      const more = guilds.length - MOST_NAMED;
      const named = `${guilds.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
      const what = `guild${guilds.length > 1 ? "s" : ""} ${named}`;
      throw new FurlowError("E4005", `what is cached of ${what} cannot be read: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
}
