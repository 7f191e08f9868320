import { defineCache } from "../cache.ts";

export default defineCache({
  name: "voice_states",
  summary: "Who is in which voice channel.",
  runtime: "voiceStateCache",
  item: "state",
  payloadType: "VoiceState",
  entryType: "CachedVoiceState",
  keys: ["user_id"],
  intents: ["guild_voice_states"],
});
