import type { ChannelSeed, EmojiSeed, RoleSeed } from "../seeds.ts";
import type { Channel, Emoji, Fields, Invite, Member, Role, Webhook } from "../world/model.ts";
import type { Place, UserRef } from "./control.ts";

/** What may change of a member; `null` takes something away. */
export interface MemberChange {
  nick?: string | null;
  /** Role ids. */
  roles?: string[];
  pending?: boolean;
  premiumSince?: string | null;
  timeoutUntil?: string | null;
  avatar?: string | null;
}

export interface ThreadCall extends Place {
  name: string;
  /** Left out: the first member who is neither bot nor owner. */
  owner?: UserRef;
  /** 11 public, 12 private; public when left out. */
  type?: number;
}

export interface InviteCall extends Place {
  inviter?: UserRef;
  /** Seconds; 0 for ever. */
  maxAge?: number;
  maxUses?: number;
}

/** A webhook that a member of the guild makes. */
export interface WebhookCall {
  channelId: string;
  id?: string;
  token?: string;
  name?: string;
}

export interface VoiceCall {
  guildId?: string;
  user?: UserRef;
  /** `null` leaves; left out: stays where they are. */
  channelId?: string | null;
  selfMute?: boolean;
  selfDeaf?: boolean;
  selfVideo?: boolean;
  streaming?: boolean;
  mute?: boolean;
  deaf?: boolean;
}

export interface PresenceCall {
  guildId?: string;
  user?: UserRef;
  status: "online" | "idle" | "dnd" | "offline";
  activities?: Fields[];
}

export interface EmojiChange {
  add?: EmojiSeed[];
  /** New names by id. */
  rename?: Record<string, string>;
  /** Ids. */
  remove?: string[];
}

export interface StickerSeed {
  id?: string;
  name: string;
  description?: string | null;
  tags?: string;
}

export interface StickerChange {
  add?: StickerSeed[];
  rename?: Record<string, string>;
  remove?: string[];
}

/** A scheduled event: in a channel, or with a location elsewhere. */
export interface ScheduledEventSeed {
  id?: string;
  name: string;
  description?: string | null;
  channelId?: string;
  location?: string;
  startsAt?: string;
  endsAt?: string | null;
  creator?: UserRef;
}

/** What users and moderators do to the world: it changes, and each session is told as far as its intents go. */
export interface WorldControl {
  updateGuild(guildId: string, change: Fields): Promise<void>;
  updateMember(guildId: string, userId: string, change: MemberChange): Promise<Member>;
  /** GUILD_BAN_ADD and, for a member, GUILD_MEMBER_REMOVE. */
  banMember(guildId: string, userId: string, reason?: string): Promise<void>;
  unbanMember(guildId: string, userId: string): Promise<void>;
  createRole(guildId: string, seed: RoleSeed): Promise<Role>;
  updateRole(guildId: string, roleId: string, change: Fields): Promise<void>;
  deleteRole(guildId: string, roleId: string): Promise<void>;
  /** Discord sends all emojis of the guild, whatever has changed. */
  changeEmojis(guildId: string, change: EmojiChange): Promise<Emoji[]>;
  changeStickers(guildId: string, change: StickerChange): Promise<Fields[]>;

  createChannel(guildId: string, seed: ChannelSeed): Promise<Channel>;
  /** Of a thread too; `archived` and `locked` are among its fields. */
  updateChannel(channelId: string, change: Fields): Promise<void>;
  deleteChannel(channelId: string): Promise<void>;
  openThread(call: ThreadCall): Promise<Channel>;
  /** The bot is added to a thread, or its membership changes: THREAD_MEMBER_UPDATE. */
  updateThreadMember(threadId: string): Promise<void>;
  createInvite(call: InviteCall): Promise<Invite>;
  createWebhook(call: WebhookCall): Promise<Webhook>;
  deleteInvite(code: string): Promise<void>;
  startTyping(call: Place & { user?: UserRef }): Promise<void>;

  editMessage(channelId: string, messageId: string, content: string): Promise<void>;
  /** Discord has found out what a link shows: MESSAGE_UPDATE with the embeds and hardly anything else. */
  resolveEmbeds(channelId: string, messageId: string, embeds: Fields[]): Promise<void>;
  pinMessage(channelId: string, messageId: string): Promise<void>;
  deleteMessage(channelId: string, messageId: string): Promise<void>;
  deleteMessages(channelId: string, messageIds: string[]): Promise<void>;
  clearReactions(channelId: string, messageId: string): Promise<void>;

  setVoice(call: VoiceCall): Promise<void>;
  setPresence(call: PresenceCall): Promise<void>;
  createScheduledEvent(guildId: string, seed: ScheduledEventSeed): Promise<Fields & { id: string }>;
  updateScheduledEvent(guildId: string, eventId: string, change: Fields): Promise<void>;
  deleteScheduledEvent(guildId: string, eventId: string): Promise<void>;
  /** A user is interested in an event, or no longer. */
  followScheduledEvent(guildId: string, eventId: string, userId: string, follows?: boolean): Promise<void>;
  openStage(guildId: string, channelId: string, topic: string): Promise<Fields & { id: string }>;
  updateStage(guildId: string, stageId: string, change: Fields): Promise<void>;
  closeStage(guildId: string, stageId: string): Promise<void>;
}
