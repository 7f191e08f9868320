import type { CachedVoiceState, GatewayGuild, VoiceState } from "../types.ts";
import { GuildEntityCache, inGuild } from "./guild-entity-cache.ts";

export type VoiceStateCache = GuildEntityCache<VoiceState, CachedVoiceState>;

/** Keeps of everyone in a voice channel exactly what `pick` takes. */
export function voiceStateCache(pick: (state: VoiceState) => CachedVoiceState): VoiceStateCache {
  return new GuildEntityCache(
    pick,
    ({ user_id }) => user_id,
    (cache) => ({
      GUILD_CREATE: ({ id, voice_states = [] }: GatewayGuild) => {
        cache.replace(id, inGuild(id, voice_states));
        return undefined;
      },
      VOICE_STATE_UPDATE: (state: VoiceState) => {
        if (state.guild_id === undefined) return undefined;
        return state.channel_id === null
          ? cache.remove(state.guild_id, state.user_id)
          : cache.put(state.guild_id, state);
      },
    }),
  );
}
