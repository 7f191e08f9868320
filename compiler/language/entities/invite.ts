import { types } from "../../expression/types.ts";
import { defineEntity, guildOfEvent } from "../entity.ts";

export default defineEntity({
  name: "invite",
  summary: "An invite to a guild.",
  runtimeType: "Invite",
  known: ["code", "channel_id", "guild_id"],
  text: "url",
  properties: {
    guild: guildOfEvent,
    channel: {
      type: types.entity("channel", { cache: "channels", partial: true }),
      root: "channel",
      summary: "The channel it leads to.",
    },
    code: { type: types.string, field: "code", summary: "Its code." },
    url: { type: types.string, runtime: "inviteUrl", reads: ["code"], summary: "Its address." },
    channel_id: { type: types.string, field: "channel_id", summary: "The channel it leads to." },
    guild_id: { type: types.optional(types.string), field: "guild_id", summary: "The guild it leads to." },
    inviter: { type: types.optional(types.entity("user")), field: "inviter", summary: "Who made it." },
    max_age: {
      type: types.optional(types.number),
      field: "max_age",
      summary: "Seconds it lasts; 0 for ever.",
    },
    max_uses: {
      type: types.optional(types.number),
      field: "max_uses",
      summary: "How often it can be used; 0 for any number.",
    },
    uses: { type: types.optional(types.number), field: "uses", summary: "How often it has been used." },
    temporary: {
      type: types.optional(types.boolean),
      field: "temporary",
      summary: "Whether who joins by it stays only while online.",
    },
    created_at: {
      type: types.optional(types.date),
      runtime: "inviteCreatedAt",
      reads: ["created_at"],
      summary: "When it was made.",
    },
    expires_at: {
      type: types.optional(types.date),
      runtime: "inviteExpiresAt",
      reads: ["created_at", "max_age"],
      summary: "When it ends.",
    },
    target_user: { type: types.unknown, field: "target_user", summary: "Whose stream it leads to." },
  },
});
