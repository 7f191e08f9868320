import { type VoiceContext, voiceContext } from "../contexts/voice-context.ts";
import { event } from "./event.ts";

export type VoiceStreamStopContext = VoiceContext;

/** A handler that runs when someone no longer shares their screen. */
export const onVoiceStreamStop = event("VOICE_STATE_UPDATE", (bot, state, caches) =>
  voiceContext(bot, state, caches, (before, now) => (before?.self_stream ?? false) && !now.self_stream),
);
