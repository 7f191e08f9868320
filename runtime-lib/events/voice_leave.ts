import { type VoiceContext, voiceContext } from "../contexts/voice-context.ts";
import { event } from "./event.ts";

export type VoiceLeaveContext = VoiceContext;

/** A handler that runs when someone has left a voice channel. */
export const onVoiceLeave = event("VOICE_STATE_UPDATE", (bot, state, caches) =>
  voiceContext(bot, state, caches, (before, now) => Boolean(before?.channel_id) && now.channel_id === null),
);
