import type { Client } from "../bot/client.ts";
import { isServedBy } from "../caches/entity-cache.ts";
import type { CachedMemberUser, CachedVoiceState } from "../types.ts";
import { cachesOf, guildIdOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";
import { userMention, userTag } from "./user.ts";

export const clientTag = nullSafe(({ user }: Pick<Client, "user">) => userTag(user));

export const clientMention = nullSafe(({ user }: Pick<Client, "user">) => userMention(user));

export const guildCount = nullSafe(({ guilds }: Pick<Client, "guilds">) => guilds.length);

/** The users that the cache knows as members of any guild, each once; asked of one shard, of any of its guilds. */
export const clientUsers = nullSafeInContext((ctx, { shard }: Pick<Client, "shard">): CachedMemberUser[] => {
  const users = new Map<string, CachedMemberUser>();
  const { members } = ctx.bot.caches;
  const [first = 0, ...others] = shard.ids;
  const guildIds = [...(members?.guildIds() ?? [])].filter(
    (id) => others.length > 0 || isServedBy(id, [first, shard.count]),
  );
  for (const guildId of guildIds) for (const { user } of members!.of(guildId)) users.set(user.id, user);
  return [...users.values()];
});

/** Where the bot sits in the guild of the handler's event. */
export const clientVoice = nullSafeInContext(
  (ctx, { user }: Pick<Client, "user">): CachedVoiceState | undefined => {
    const guildId = guildIdOf(ctx, {});
    return cachesOf(ctx, guildId).voice_states?.get(guildId, user.id);
  },
);
