import { types } from "../../expression/types.ts";
import { baseRoots, cachedChannel, inGuildRoots, optionalChannelRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "voice_stream_stop",
  summary: "Someone no longer shares their screen.",
  gateway: "VOICE_STATE_UPDATE",
  order: 4,
  intents: ["guild_voice_states"],
  caches: { voice_states: ["channel_id", "self_stream"] },
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
    streaming: { type: types.boolean },
  },
  runtime: "onVoiceStreamStop",
  contextType: "VoiceStreamStopContext",
  example: 'voice_stream_stop:\n  actions:\n    - log: "${member.display_name}"',
});
