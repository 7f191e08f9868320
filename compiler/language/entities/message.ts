import { types } from "../../expression/types.ts";
import { createdAt, defineEntity } from "../entity.ts";

export default defineEntity({
  name: "message",
  summary: "A message.",
  runtimeType: "Message",
  properties: {
    channel: { type: types.entity("channel"), root: "channel", summary: "The channel it stands in." },
    member: {
      type: types.optional(types.entity("member")),
      root: "member",
      summary: "Who sent it, as a member.",
    },
    guild_id: {
      type: types.optional(types.string),
      field: "guild_id",
      aliases: ["guildId"],
      summary: "The guild it stands in.",
    },
    url: {
      type: types.string,
      runtime: "messageUrl",
      reads: ["guild_id", "channel_id"],
      summary: "A link to it.",
    },
    embeds: {
      type: types.list(types.unknown),
      field: "embeds",
      intents: ["message_content"],
      summary: "Its embeds.",
    },
    guild: { type: types.optional(types.entity("guild")), root: "guild", summary: "The guild of the event." },
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    content: {
      type: types.string,
      field: "content",
      intents: ["message_content"],
      summary: "Its text; empty without the message_content intent.",
    },
    author: { type: types.entity("user"), field: "author", summary: "Who sent it." },
    channel_id: {
      type: types.string,
      field: "channel_id",
      aliases: ["channelId"],
      summary: "The channel it stands in.",
    },
    created_at: createdAt,
    edited_at: {
      type: types.optional(types.date),
      runtime: "editedAt",
      reads: ["edited_timestamp"],
      aliases: ["editedAt"],
      summary: "When it was last changed.",
    },
    pinned: { type: types.boolean, field: "pinned", summary: "Whether it is pinned." },
    tts: { type: types.boolean, field: "tts", summary: "Whether it was read out." },
    mention_everyone: {
      type: types.boolean,
      field: "mention_everyone",
      aliases: ["mentionEveryone"],
      summary: "Whether it mentions everyone.",
    },
    mentions: {
      type: types.list(types.string),
      runtime: "mentionedUsers",
      reads: ["mentions"],
      summary: "The ids of the users it mentions.",
    },
    mention_roles: {
      type: types.list(types.string),
      field: "mention_roles",
      aliases: ["mentionRoles"],
      summary: "The ids of the roles it mentions.",
    },
    attachments: {
      type: types.list(types.entity("attachment")),
      field: "attachments",
      intents: ["message_content"],
      summary: "Its files.",
    },
  },
});
