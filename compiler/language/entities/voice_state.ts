import { types } from "../../expression/types.ts";
import { defineEntity, guildOfEvent } from "../entity.ts";

export default defineEntity({
  name: "voice_state",
  summary: "Where someone sits in voice, and how.",
  runtimeType: "VoiceState",
  known: ["user_id"],
  properties: {
    guild: guildOfEvent,
    user_id: { type: types.string, field: "user_id", aliases: ["id"], summary: "Whose it is." },
    guild_id: { type: types.optional(types.string), field: "guild_id", summary: "The guild." },
    channel_id: {
      type: types.optional(types.string),
      field: "channel_id",
      summary: "The voice channel; nothing when they have left.",
    },
    channel: {
      type: types.optional(types.entity("channel", { cache: "channels", partial: true })),
      runtime: "voiceChannel",
      reads: ["channel_id", "guild_id"],
      context: true,
      caches: { channels: [] },
      summary: "The voice channel.",
    },
    session_id: { type: types.string, field: "session_id", summary: "Their voice session." },
    streaming: {
      type: types.boolean,
      runtime: "isStreaming",
      reads: ["self_stream"],
      aliases: ["self_stream", "selfStream"],
      summary: "Whether they share their screen.",
    },
    self_video: {
      type: types.boolean,
      field: "self_video",
      aliases: ["camera"],
      summary: "Whether their camera is on.",
    },
    self_mute: { type: types.boolean, field: "self_mute", summary: "Whether they have muted themselves." },
    self_deaf: { type: types.boolean, field: "self_deaf", summary: "Whether they have deafened themselves." },
    server_mute: {
      type: types.boolean,
      field: "mute",
      aliases: ["mute"],
      summary: "Whether the guild mutes them.",
    },
    server_deaf: {
      type: types.boolean,
      field: "deaf",
      aliases: ["deaf"],
      summary: "Whether the guild deafens them.",
    },
    suppress: { type: types.boolean, field: "suppress", summary: "Whether they may not speak on a stage." },
    requested_to_speak_at: {
      type: types.optional(types.date),
      runtime: "requestedToSpeakAt",
      reads: ["request_to_speak_timestamp"],
      aliases: ["request_to_speak_timestamp", "requestToSpeakTimestamp"],
      summary: "When they asked to speak on a stage.",
    },
  },
});
