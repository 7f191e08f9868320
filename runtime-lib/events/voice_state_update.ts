import { type VoiceContext, voiceContext } from "../contexts/voice-context.ts";
import { event } from "./event.ts";

export type VoiceStateUpdateContext = VoiceContext;

/** A handler that runs when something about someone in voice has changed. */
export const onVoiceStateUpdate = event("VOICE_STATE_UPDATE", (bot, state, caches) =>
  voiceContext(bot, state, caches, () => true),
);
