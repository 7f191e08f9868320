import type {
  APIAttachment,
  APIEmoji,
  APIGuildMember,
  APIGuildScheduledEvent,
  APIMessageSnapshot,
  APIOverwrite,
  APIPartialEmoji,
  APIRole,
  APIStageInstance,
  APISticker,
  APIThreadMember,
  APIThreadMetadata,
  APIUser,
  APIVoiceState,
  GatewayActivity,
  GatewayGuildCreateDispatchData,
  GatewayInviteCreateDispatchData,
  GatewayMessageCreateDispatchData,
  GatewayPresenceUpdate,
} from "discord-api-types/v10";

export * from "./caches/entries.ts";
export type { Interaction } from "./interactions/interaction.ts";

/** What lacks any fields but those named. */
export type Partially<T, Known extends keyof T> = Partial<T> & Pick<T, Known>;

/** A Discord account, as Discord sends it. */
export type User = APIUser;
export type PartialUser = Partially<User, "id">;

/** A user in a guild, as Discord sends it; `user` is always there. */
export type Member = Omit<APIGuildMember, "user" | "deaf" | "mute" | "flags"> & {
  readonly user: User;
  readonly deaf?: boolean | undefined;
  readonly mute?: boolean | undefined;
  /** In interactions: what it may do in the channel, as a decimal number of bits. */
  readonly permissions?: string | undefined;
  readonly guild_id?: string | undefined;
};
export type PartialMember = Partially<Member, "user">;

/** A message, as Discord sends it. */
export type Message = Omit<GatewayMessageCreateDispatchData, "mentions" | "message_snapshots" | "thread"> & {
  readonly thread?: Channel;
  readonly mentions: readonly User[];
  readonly message_snapshots?: readonly APIMessageSnapshot[];
};
export type PartialMessage = Partially<Message, "id" | "channel_id">;

/** Which message another one answers or tells of. */
export type MessageReference = NonNullable<Message["message_reference"]>;

/** Of the cache it says of which guild it is. */
export type Role = APIRole & { readonly guild_id?: string | undefined };
export type PartialRole = Partially<Role, "id">;
/** A user or a role. */
export type Mentionable = User | Role;
export type Attachment = APIAttachment;
export type VoiceState = APIVoiceState;
export type Activity = GatewayActivity;
export type Sticker = APISticker;
export type ScheduledEvent = APIGuildScheduledEvent;
export type PartialScheduledEvent = Partially<ScheduledEvent, "id">;
export type StageInstance = APIStageInstance;
export type ThreadMember = APIThreadMember;

/** Whether someone is online, and with what. */
export type Presence = GatewayPresenceUpdate;

/** A custom emoji of a guild. */
export type Emoji = APIEmoji & { readonly id: string; readonly name: string };

/** An emoji that someone reacted with: a character, or a custom one. */
export type ReactionEmoji = APIPartialEmoji;

/** An invite as the gateway tells of it: whole when it is made, by code and place when it is gone. */
export type Invite = Partial<GatewayInviteCreateDispatchData> & {
  readonly code: string;
  readonly channel_id: string;
};

/** A reaction to a message, with the emoji only; what else there is stands in the message. */
export interface Reaction {
  readonly emoji: ReactionEmoji;
  readonly burst?: boolean | undefined;
}

/** A guild as GUILD_CREATE brings it: what a cache picks its fields from. */
export type GatewayGuild = GatewayGuildCreateDispatchData;

/** A channel, thread or direct message, with as much as Discord says of it at the moment. */
export interface Channel {
  readonly id: string;
  readonly type?: number;
  readonly guild_id?: string | undefined;
  readonly name?: string | null | undefined;
  readonly topic?: string | null | undefined;
  readonly nsfw?: boolean | undefined;
  readonly parent_id?: string | null | undefined;
  readonly position?: number | undefined;
  readonly bitrate?: number | undefined;
  readonly user_limit?: number | undefined;
  readonly rtc_region?: string | null | undefined;
  readonly rate_limit_per_user?: number | undefined;
  readonly last_message_id?: string | null | undefined;
  readonly last_pin_timestamp?: string | null | undefined;
  readonly permission_overwrites?: readonly APIOverwrite[] | undefined;
  readonly flags?: number | undefined;
  readonly owner_id?: string | undefined;
  readonly member_count?: number | undefined;
  readonly message_count?: number | undefined;
  readonly total_message_sent?: number | undefined;
  readonly applied_tags?: readonly string[] | undefined;
  readonly thread_metadata?: APIThreadMetadata | undefined;
  readonly newly_created?: boolean | undefined;
}
export type PartialChannel = Channel;

/** What expressions may get where something is absent. */
export type Nothing = null | undefined;
