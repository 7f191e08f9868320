/**
 * What the bot's caches hold. The compiler adds exactly the fields that the bot reads, by augmenting these
 * interfaces in the generated `cache.ts`; reading any other is a type error. Entries are plain data that JSON
 * can carry, and are replaced, never changed: who has one has it as it was.
 */
export interface Guild {
  readonly id: string;
}

/** A channel or thread of a guild. */
export interface CachedChannel {
  readonly id: string;
}

export interface CachedRole {
  readonly id: string;
}

export interface CachedMember {
  readonly user: CachedMemberUser;
}

export interface CachedMemberUser {
  readonly id: string;
}

export interface CachedMessage {
  readonly id: string;
}

export interface CachedMessageAuthor {
  readonly id: string;
}

/** Someone in a voice channel. */
export interface CachedVoiceState {
  readonly user_id: string;
}

export interface CachedPresence {
  readonly user: CachedPresenceUser;
}

export interface CachedPresenceUser {
  readonly id: string;
}

export interface CachedEmoji {
  readonly id: string;
}

export interface CachedSticker {
  readonly id: string;
}

export interface CachedScheduledEvent {
  readonly id: string;
}

export interface CachedStageInstance {
  readonly id: string;
}
