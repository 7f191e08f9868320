import type { Bot } from "../bot/bot.ts";
import { isServedBy } from "../caches/entity-cache.ts";
import { Context } from "../contexts/context.ts";
import { endsInAnyCase, FurlowError, messageOf } from "../errors/errors.ts";
import { Quota } from "../quota.ts";
import { MAXIMUM_VALUE } from "../state/store.ts";

/**
 * What is evaluated on shards. Where there are several processes it has an id. A script of a plugin has an argument, which
 * is JSON.
 */
export type ShardScript<T = unknown> = ((ctx: Context, argument?: unknown) => Promise<T>) & {
  readonly id?: string;
};

/** What is asked of shards, and with which argument. */
export interface ShardQuestion {
  readonly script: ShardScript;
  readonly argument?: unknown;
}

/** What a shard has to say: the value as JSON holds it, or why there is none. */
export type ShardAnswer =
  | { readonly value: unknown }
  | { readonly failure: string; readonly error?: unknown };

/**
 * An expression that other processes can be asked for.
 * @param id by its content: where it is the same, the expression means the same
 */
// @__NO_SIDE_EFFECTS__
export function shardScript<T>(
  id: string,
  evaluate: (ctx: Context, argument?: unknown) => Promise<T>,
): ShardScript<T> {
  return Object.assign(evaluate, { id });
}

/**
 * Evaluates an expression once for each of some shards of this process. Throws only what ends the handler that asks.
 * @param quota of who asks; each shard has its own when left out
 */
export async function answersOf(
  bot: Bot,
  question: ShardQuestion,
  shards: readonly number[],
  quota?: Quota,
): Promise<readonly (readonly [shard: number, answer: ShardAnswer])[]> {
  return await Promise.all(
    shards.map(async (id) => [id, await answer(new ShardContext(bot, id, quota), question)] as const),
  );
}

async function answer(ctx: ShardContext, { script, argument }: ShardQuestion): Promise<ShardAnswer> {
  try {
    return { value: asJson(await script(ctx, argument)) };
  } catch (error) {
    if (ctx.isAsking && endsInAnyCase(error)) throw error;
    return { failure: `its script failed: ${messageOf(error)}`, error };
  }
}

/** A value as another process would get it. Throws E3003 for what JSON cannot hold, and for more than 1 MB. */
export function asJson(value: unknown): unknown {
  const json = JSON.stringify(value) ?? "null";
  if (json.length > MAXIMUM_VALUE) throw new FurlowError("E3003", "The value is too large to be sent");
  return JSON.parse(json);
}

/** What an expression reads on one shard. */
class ShardContext extends Context {
  override readonly quota: Quota;
  /** Whether it runs where it was asked for, and pays from the same quota. */
  readonly isAsking: boolean;

  constructor(
    bot: Bot,
    private readonly id: number,
    quota: Quota | undefined,
  ) {
    super(bot);
    this.isAsking = quota !== undefined;
    this.quota = quota ?? new Quota();
  }

  override get shard(): Context["shard"] {
    return { id: this.id };
  }

  /** The bot as far as the shard knows it. */
  override get client(): Context["client"] {
    const { user, ping, uptime, ws, shard } = this.bot.client;
    return { user, ping, uptime, ws, shard: { ids: [this.id], count: shard.count }, guilds: this.guilds };
  }

  override get guilds(): Context["guilds"] {
    const { client, shard } = this.bot;
    return client.guilds.filter(({ id }) => isServedBy(id, [this.id, shard.count]));
  }

  override get guildCount(): number {
    return this.bot.shard.count === 1 ? super.guildCount : this.guilds.length;
  }
}
