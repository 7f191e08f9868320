import type {
  CachedChannel,
  CachedPresence,
  CachedVoiceState,
  Member,
  Presence,
  VoiceState,
} from "../types.ts";
import { cachedGuildOf, dateOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";

type InGuild = Pick<Member, "guild_id"> & { readonly user: { readonly id: string } };

export const memberVoice = nullSafeInContext((ctx, member: InGuild): CachedVoiceState | undefined =>
  ctx.bot.caches.voice_states?.get(cachedGuildOf(ctx, member), member.user.id),
);

export const memberPresence = nullSafeInContext((ctx, member: InGuild): CachedPresence | undefined =>
  ctx.bot.caches.presences?.get(cachedGuildOf(ctx, member), member.user.id),
);

/** The channel that someone sits in, with at least its id. */
export const voiceChannel = nullSafeInContext(
  (ctx, { channel_id, guild_id }: Pick<VoiceState, "channel_id" | "guild_id">): CachedChannel | undefined =>
    channel_id
      ? (ctx.bot.caches.channels?.get(cachedGuildOf(ctx, { guild_id }), channel_id) ?? { id: channel_id })
      : undefined,
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
