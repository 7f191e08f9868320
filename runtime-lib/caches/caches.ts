import type { ChannelCache } from "./channels-cache.ts";
import type { EmojiCache } from "./emojis-cache.ts";
import type { EntityCache } from "./entity-cache.ts";
import type { GuildCache } from "./guilds-cache.ts";
import type { MemberCache } from "./members-cache.ts";
import type { MessageCache } from "./messages-cache.ts";
import type { PresenceCache } from "./presences-cache.ts";
import type { RoleCache } from "./roles-cache.ts";
import type { ScheduledEventCache } from "./scheduled_events-cache.ts";
import type { StageInstanceCache } from "./stage_instances-cache.ts";
import type { StickerCache } from "./stickers-cache.ts";
import type { VoiceStateCache } from "./voice_states-cache.ts";

/** The caches of a bot: those it reads from. */
export interface Caches {
  readonly guilds?: GuildCache;
  readonly channels?: ChannelCache;
  readonly roles?: RoleCache;
  readonly members?: MemberCache;
  readonly messages?: MessageCache;
  readonly voice_states?: VoiceStateCache;
  readonly presences?: PresenceCache;
  readonly emojis?: EmojiCache;
  readonly stickers?: StickerCache;
  readonly scheduled_events?: ScheduledEventCache;
  readonly stage_instances?: StageInstanceCache;
}

type BeforeOf<C> = C extends EntityCache<infer B> ? B : never;

/** What the caches held, before a dispatch, of what it is about. */
export type Before = {
  readonly [Name in keyof Caches]?: BeforeOf<NonNullable<Caches[Name]>> | undefined;
} & {
  /** Of GUILD_CREATE: whether the bot has just joined the guild. */
  readonly joined?: boolean;
};
