import { types } from "../../expression/types.ts";
import { createdAt, createdTimestamp, defineEntity, guildOfEvent } from "../entity.ts";

export default defineEntity({
  name: "thread",
  summary: "A thread.",
  runtimeType: "Channel",
  known: ["id", "guild_id", "parent_id", "type"],
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
    owner_id: { type: types.optional(types.string), field: "owner_id", summary: "Who opened it." },
    archived: {
      type: types.optional(types.boolean),
      runtime: "isArchived",
      reads: ["thread_metadata"],
      summary: "Whether it is archived.",
    },
    locked: {
      type: types.optional(types.boolean),
      runtime: "isLocked",
      reads: ["thread_metadata"],
      summary: "Whether only moderators can open it again.",
    },
    auto_archive_duration: {
      type: types.optional(types.number),
      runtime: "autoArchiveDuration",
      reads: ["thread_metadata"],
      summary: "Minutes of silence after which it is archived.",
    },
    archived_at: {
      type: types.optional(types.date),
      runtime: "archivedAt",
      reads: ["thread_metadata"],
      aliases: ["archive_timestamp", "archiveTimestamp"],
      summary: "When it was last archived or opened again.",
    },
    member_count: {
      type: types.optional(types.number),
      field: "member_count",
      summary: "How many members it has, up to 50.",
    },
    message_count: {
      type: types.optional(types.number),
      field: "message_count",
      summary: "How many messages it has.",
    },
    total_message_sent: {
      type: types.optional(types.number),
      field: "total_message_sent",
      summary: "How many messages it ever had.",
    },
    applied_tags: {
      type: types.optional(types.list(types.string)),
      field: "applied_tags",
      summary: "The ids of the tags of a forum post.",
    },
  },
});
