import { ChannelType } from "discord-api-types/v10";
import type { CachedChannel, CachedMember, CachedVoiceState, Channel, VoiceState } from "../types.ts";
import { dateOf, guildIdOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";

export const channelMention = nullSafe((channel: Pick<Channel, "id">) => `<#${channel.id}>`);

const TYPES: Readonly<Record<number, string>> = {
  [ChannelType.GuildText]: "text",
  [ChannelType.DM]: "dm",
  [ChannelType.GuildVoice]: "voice",
  [ChannelType.GroupDM]: "group_dm",
  [ChannelType.GuildCategory]: "category",
  [ChannelType.GuildAnnouncement]: "announcement",
  [ChannelType.AnnouncementThread]: "announcement_thread",
  [ChannelType.PublicThread]: "public_thread",
  [ChannelType.PrivateThread]: "private_thread",
  [ChannelType.GuildStageVoice]: "stage",
  [ChannelType.GuildDirectory]: "directory",
  [ChannelType.GuildForum]: "forum",
  [ChannelType.GuildMedia]: "media",
};

/** What a channel is, by name; undefined for what this version does not know. */
export const channelType = nullSafe(({ type }: Pick<Channel, "type">) =>
  type === undefined ? undefined : TYPES[type],
);

export const channelUrl = nullSafeInContext(
  (ctx, channel: Pick<Channel, "id" | "guild_id">) =>
    `https://discord.com/channels/${guildIdOf(ctx, channel) ?? "@me"}/${channel.id}`,
);

export const channelParent = nullSafeInContext(
  (ctx, channel: Pick<Channel, "parent_id" | "guild_id">): CachedChannel | undefined =>
    channel.parent_id ? ctx.bot.caches.channels?.get(guildIdOf(ctx, channel), channel.parent_id) : undefined,
);

/** Who sits in a voice channel, of the members that the cache knows. */
export const voiceMembers = nullSafeInContext(
  (ctx, channel: Pick<Channel, "id" | "guild_id">): CachedMember[] => {
    const guildId = guildIdOf(ctx, channel);
    const { voice_states, members } = ctx.bot.caches;
    const states = [...(voice_states?.of(guildId) ?? [])] as (CachedVoiceState &
      Pick<VoiceState, "channel_id">)[];
    return states
      .filter(({ channel_id }) => channel_id === channel.id)
      .flatMap(({ user_id }) => members?.get(guildId, user_id) ?? []);
  },
);

type Thread = Pick<Channel, "thread_metadata">;

export const isArchived = nullSafe(({ thread_metadata }: Thread) => thread_metadata?.archived);

export const isLocked = nullSafe(({ thread_metadata }: Thread) => thread_metadata?.locked);

export const autoArchiveDuration = nullSafe(
  (thread: Thread) => thread.thread_metadata?.auto_archive_duration,
);

export const archivedAt = nullSafe((thread: Thread) => dateOf(thread.thread_metadata?.archive_timestamp));
