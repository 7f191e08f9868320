import type {
  CachedChannel,
  CachedPresence,
  CachedVoiceState,
  Member,
  Presence,
  VoiceState,
} from "../types.ts";
import { channelById } from "./channel.ts";
import { cachesOf, dateOf, guildIdOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";

type InGuild = Pick<Member, "guild_id"> & { readonly user: { readonly id: string } };

export const memberVoice = nullSafeInContext((ctx, member: InGuild): CachedVoiceState | undefined => {
  const guildId = guildIdOf(ctx, member);
  return cachesOf(ctx, guildId).voice_states?.get(guildId, member.user.id);
});

export const memberPresence = nullSafeInContext((ctx, member: InGuild): CachedPresence | undefined => {
  const guildId = guildIdOf(ctx, member);
  return cachesOf(ctx, guildId).presences?.get(guildId, member.user.id);
});

/** The channel that someone sits in, with at least its id. */
export const voiceChannel = nullSafeInContext(
  (ctx, state: Pick<VoiceState, "channel_id" | "guild_id">): CachedChannel | undefined =>
    channelById(ctx, state, state.channel_id),
);

export const isStreaming = nullSafe(
  ({ self_stream }: Pick<VoiceState, "self_stream">) => self_stream ?? false,
);

export const requestedToSpeakAt = nullSafe((state: Pick<VoiceState, "request_to_speak_timestamp">) =>
  dateOf(state.request_to_speak_timestamp),
);

export const presenceActivities = nullSafe(
  ({ activities }: Pick<Presence, "activities">) => activities ?? [],
);
