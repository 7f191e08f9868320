import type { Caches } from "../caches/caches.ts";
import { isServedBy } from "../caches/entity-cache.ts";
import type { Context } from "../contexts/context.ts";
import { FurlowError } from "../errors/errors.ts";
import { shardScript } from "./shard-script.ts";

/** What is read of the cache of that name: of a guild `all` entries, their `count`, or the one of an id. */
export type CacheRead = readonly [cache: keyof Caches, guildId: string, what: string];

/** Fields of the entries of caches, by the cache's name. */
export type KeptFields = Readonly<Partial<Record<string, readonly string[]>>>;

/** What is asked of the shards that serve the guilds. */
export interface CacheQuestion {
  readonly reads: readonly CacheRead[];
  /** What entries are to have. */
  readonly fields: KeptFields;
}

/** What a read is known by in an answer. */
export function keyOf(read: CacheRead): string {
  return read.join(" ");
}

/** What a shard has of what is read: values by `keyOf`; without one where there is nothing. */
export const cacheReads = shardScript("cache-reads", async (ctx, argument) => {
  const { reads, fields } = argument as CacheQuestion;
  requireFields(fields, ctx.bot.cluster?.fields ?? {});
  const { count } = ctx.bot.shard;
  const own = reads.filter(([, guildId]) => isServedBy(guildId, [ctx.shard.id, count]));
  return Object.fromEntries(own.map((read) => [keyOf(read), readHere(ctx, read)]));
});

/** Throws E4005 where this version of the bot does not keep what another one reads. */
function requireFields(wanted: KeptFields, kept: KeptFields): void {
  for (const [cache, fields = []] of Object.entries(wanted)) {
    const lacking = fields.find((field) => !kept[cache]?.includes(field));
    if (lacking !== undefined)
      throw new FurlowError(
        "E4005",
        `its process runs a version of the bot that does not cache ${cache}.${lacking}`,
      );
  }
}

/** Throws E4005 for a guild that has yet to arrive. */
function readHere({ bot, shard }: Context, [name, guildId, what]: CacheRead): unknown {
  const { guilds, messages: _, ...others } = bot.caches;
  const cache = name === "guilds" || name === "messages" ? undefined : others[name];
  const isKnown = cache?.has(guildId) ?? guilds?.get(guildId) !== undefined;
  if (!isKnown && bot.cluster?.awaits(guildId, shard.id))
    throw new FurlowError("E4005", `guild ${guildId} has not arrived there yet`);
  if (name === "guilds") return guilds?.get(guildId);
  if (what === "all") return [...(cache?.of(guildId) ?? [])];
  return what === "count" ? cache?.count(guildId) : cache?.get(guildId, what);
}
