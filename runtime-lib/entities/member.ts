import type { Member, User } from "../types.ts";
import { imageUrl } from "./images.ts";
import { dateOf, guildIdOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";
import { createdAt } from "./snowflake.ts";
import { isBot, isSystem, userAvatar, userBanner, userDisplayName, userMention, userTag } from "./user.ts";

/** A member with so much of the account. */
type Has<Field extends keyof User, Own extends keyof Member = never> = Pick<Member, Own> & {
  readonly user: Pick<User, Field>;
};

export const memberDisplayName = nullSafe(
  ({ nick, user }: Has<"global_name" | "username", "nick">) => nick ?? userDisplayName(user),
);

export const memberAvatar = nullSafeInContext(
  (ctx, member: Has<"id" | "avatar" | "discriminator", "avatar" | "guild_id">) =>
    member.avatar
      ? imageUrl(`guilds/${guildIdOf(ctx, member)}/users/${member.user.id}/avatars/${member.avatar}`)
      : userAvatar(member.user),
);

export const memberBanner = nullSafe(({ user }: Has<"id" | "banner">) => userBanner(user));

export const memberMention = nullSafe(({ user }: Has<"id">) => userMention(user));

export const memberTag = nullSafe(({ user }: Has<"username" | "discriminator">) => userTag(user));

export const memberIsBot = nullSafe(({ user }: Has<"bot">) => isBot(user));

export const memberIsSystem = nullSafe(({ user }: Has<"system">) => isSystem(user));

export const memberCreatedAt = nullSafe(({ user }: Has<"id">) => createdAt(user));

export const joinedAt = nullSafe(({ joined_at }: Pick<Member, "joined_at">) => dateOf(joined_at));

export const boostingSince = nullSafe(({ premium_since }: Pick<Member, "premium_since">) =>
  dateOf(premium_since),
);

export const isBoosting = nullSafe(({ premium_since }: Pick<Member, "premium_since">) =>
  Boolean(premium_since),
);

export const isPending = nullSafe(({ pending }: Pick<Member, "pending">) => pending ?? false);

export const timeoutUntil = nullSafe((member: Pick<Member, "communication_disabled_until">) =>
  dateOf(member.communication_disabled_until),
);

export const isMuted = nullSafe(({ mute }: Pick<Member, "mute">) => mute ?? false);

export const isDeafened = nullSafe(({ deaf }: Pick<Member, "deaf">) => deaf ?? false);
