import type { Member } from "../types.ts";
import { nullSafe } from "./present.ts";
import { createdAt } from "./snowflake.ts";
import { isBot, userAvatar, userDisplayName, userMention, userTag } from "./user.ts";

export const memberDisplayName = nullSafe(({ nick, user }: Member) => nick ?? userDisplayName(user));

export const memberAvatar = nullSafe(({ user }: Member) => userAvatar(user));

export const memberMention = nullSafe(({ user }: Member) => userMention(user));

export const memberTag = nullSafe(({ user }: Member) => userTag(user));

export const memberIsBot = nullSafe(({ user }: Member) => isBot(user));

export const memberCreatedAt = nullSafe(({ user }: Member) => createdAt(user));

export const joinedAt = nullSafe(({ joined_at }: Member) => (joined_at ? new Date(joined_at) : undefined));

export const boostingSince = nullSafe(({ premium_since }: Member) =>
  premium_since ? new Date(premium_since) : undefined,
);

export const isBoosting = nullSafe(({ premium_since }: Member) => Boolean(premium_since));

export const isPending = nullSafe(({ pending }: Member) => pending ?? false);
