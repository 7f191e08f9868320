import { type VoiceContext, voiceContext } from "../contexts/voice-context.ts";
import { event } from "./event.ts";

export type VoiceStreamStartContext = VoiceContext;

/** A handler that runs when someone has begun to share their screen. */
export const onVoiceStreamStart = event("VOICE_STATE_UPDATE", (bot, state, caches) =>
  voiceContext(bot, state, caches, (before, now) => !before?.self_stream && (now.self_stream ?? false)),
);
