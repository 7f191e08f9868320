import { type VoiceContext, voiceContext } from "../contexts/voice-context.ts";
import { event } from "./event.ts";

export type VoiceMoveContext = VoiceContext;

/** A handler that runs when someone has moved to another voice channel. */
export const onVoiceMove = event("VOICE_STATE_UPDATE", (bot, state, caches) =>
  voiceContext(
    bot,
    state,
    caches,
    (before, now) =>
      Boolean(before?.channel_id) && now.channel_id !== null && now.channel_id !== before?.channel_id,
  ),
);
