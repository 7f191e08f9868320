import { types } from "../../expression/types.ts";
import { baseRoots, cachedChannel, inGuildRoots, optionalChannelRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "voice_join",
  summary: "Someone has joined a voice channel.",
  gateway: "VOICE_STATE_UPDATE",
  intents: ["guild_voice_states"],
  caches: { voice_states: ["channel_id"] },
  roots: {
    ...baseRoots,
    ...userRoots,
    ...inGuildRoots,
    ...optionalChannelRoots,
    member: { type: types.entity("member") },
    old_voice_state: {
      type: types.optional(types.entity("voice_state", { cache: "voice_states" })),
      aliases: ["old_state"],
      property: "oldVoiceState",
    },
    new_voice_state: { type: types.entity("voice_state"), aliases: ["new_state"], property: "newVoiceState" },
    voice_channel: { type: types.optional(cachedChannel), property: "voiceChannel" },
    old_channel: { type: types.optional(cachedChannel), property: "oldChannel" },
    new_channel: { type: types.optional(cachedChannel), property: "newChannel" },
  },
  runtime: "onVoiceJoin",
  contextType: "VoiceJoinContext",
  example: 'voice_join:\n  actions:\n    - log: "${member.display_name}"',
});
