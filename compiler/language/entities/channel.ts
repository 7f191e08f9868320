import { types } from "../../expression/types.ts";
import { createdAt, createdTimestamp, defineEntity, guildOfEvent } from "../entity.ts";

export default defineEntity({
  name: "channel",
  summary: "A channel, thread or direct message, with what Discord says of it.",
  runtimeType: "Channel",
  text: "mention",
  properties: {
    guild: guildOfEvent,
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    mention: { type: types.string, runtime: "channelMention", reads: [], summary: "Text that mentions it." },
    name: { type: types.optional(types.string), field: "name", summary: "Its name." },
    type: {
      type: types.optional(types.string),
      runtime: "channelType",
      reads: ["type"],
      summary:
        "What it is: text, voice, category, announcement, public_thread, private_thread, stage, forum \u2026",
    },
    guild_id: { type: types.optional(types.string), field: "guild_id", summary: "The guild it belongs to." },
    parent_id: {
      type: types.optional(types.string),
      field: "parent_id",
      summary: "The category it is in; of a thread its channel.",
    },
    parent: {
      type: types.optional(types.entity("channel", { cache: "channels" })),
      runtime: "channelParent",
      reads: ["parent_id", "guild_id"],
      context: true,
      caches: { channels: [] },
      summary: "The category it is in; of a thread its channel.",
    },
    url: {
      type: types.optional(types.string),
      runtime: "channelUrl",
      reads: ["guild_id"],
      context: true,
      summary: "A link to it.",
    },
    rate_limit_per_user: {
      type: types.optional(types.number),
      field: "rate_limit_per_user",
      aliases: ["slowmode"],
      summary: "Seconds a user waits between messages.",
    },
    last_message_id: {
      type: types.optional(types.string),
      field: "last_message_id",
      summary: "The id of its last message.",
    },
    created_at: createdAt,
    created_timestamp: createdTimestamp,
    topic: { type: types.optional(types.string), field: "topic", summary: "Its topic." },
    nsfw: { type: types.optional(types.boolean), field: "nsfw", summary: "Whether it is age-restricted." },
    position: { type: types.optional(types.number), field: "position", summary: "Its place in the list." },
    bitrate: {
      type: types.optional(types.number),
      field: "bitrate",
      summary: "Bits a second, of a voice channel.",
    },
    user_limit: {
      type: types.optional(types.number),
      field: "user_limit",
      summary: "How many can join a voice channel; 0 for any.",
    },
    rtc_region: { type: types.optional(types.string), field: "rtc_region", summary: "The voice region." },
    members: {
      type: types.list(types.entity("member", { cache: "members" })),
      runtime: "voiceMembers",
      reads: ["guild_id"],
      context: true,
      caches: { voice_states: ["channel_id"], members: [] },
      summary: "Who sits in it, of a voice channel.",
    },
    owner_id: {
      type: types.optional(types.string),
      field: "owner_id",
      summary: "Who opened it, of a thread.",
    },
    member_count: {
      type: types.optional(types.number),
      field: "member_count",
      summary: "Members of a thread, up to 50.",
    },
    message_count: {
      type: types.optional(types.number),
      field: "message_count",
      summary: "Messages in a thread.",
    },
  },
});
