import type { Context } from "../contexts/context.ts";
import type { CachedChannel, CachedMember, CachedVoiceState, Channel, VoiceState } from "../types.ts";
import { cachesOf, dateOf, guildIdOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";

export const channelMention = nullSafe((channel: Pick<Channel, "id">) => `<#${channel.id}>`);

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const TYPES: Readonly<Record<number, string>> = {
  0: "text",
  1: "dm",
  2: "voice",
  3: "group_dm",
  4: "category",
  5: "announcement",
  10: "announcement_thread",
  11: "public_thread",
  12: "private_thread",
  13: "stage",
  14: "directory",
  15: "forum",
  16: "media",
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
  (ctx, channel: Pick<Channel, "parent_id" | "guild_id">): CachedChannel | undefined => {
    const guildId = guildIdOf(ctx, channel);
    return channel.parent_id ? cachesOf(ctx, guildId).channels?.get(guildId, channel.parent_id) : undefined;
  },
);

/** A channel of an entity's guild from the cache; where it is not there, its id. */
export function channelById(
  ctx: Context,
  entity: { readonly guild_id?: string | null | undefined },
  id: string | null | undefined,
): CachedChannel | undefined {
  const guildId = guildIdOf(ctx, entity);
  return id ? (cachesOf(ctx, guildId).channels?.get(guildId, id) ?? { id }) : undefined;
}

/** Who sits in a voice channel, of the members that the cache knows. */
export const voiceMembers = nullSafeInContext(
  (ctx, channel: Pick<Channel, "id" | "guild_id">): CachedMember[] => {
    const guildId = guildIdOf(ctx, channel);
    const { voice_states, members } = cachesOf(ctx, guildId);
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
