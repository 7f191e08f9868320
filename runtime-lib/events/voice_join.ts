import { type VoiceContext, voiceContext } from "../contexts/voice-context.ts";
import { event } from "./event.ts";

export type VoiceJoinContext = VoiceContext;

/** A handler that runs when someone has joined a voice channel. */
export const onVoiceJoin = event("VOICE_STATE_UPDATE", (bot, state, caches) =>
  voiceContext(bot, state, caches, (before, now) => !before?.channel_id && now.channel_id !== null),
);
