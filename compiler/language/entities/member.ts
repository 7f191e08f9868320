import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "member",
  summary: "A user in a guild.",
  runtimeType: "Member",
  properties: {
    guild: { type: types.optional(types.entity("guild")), root: "guild", summary: "The guild of the event." },
    user: { type: types.entity("user"), field: "user", summary: "The account." },
    id: { type: types.string, field: "user.id", summary: "The account's snowflake." },
    username: { type: types.string, field: "user.username", summary: "The account's unique name." },
    bot: { type: types.boolean, runtime: "memberIsBot", reads: ["user"], summary: "Whether it is a bot." },
    tag: { type: types.string, runtime: "memberTag", reads: ["user"], summary: "The account's name." },
    mention: {
      type: types.string,
      runtime: "memberMention",
      reads: ["user"],
      summary: "Text that mentions it.",
    },
    nickname: {
      type: types.optional(types.string),
      field: "nick",
      aliases: ["nick"],
      summary: "Its name in this guild, when it has one.",
    },
    display_name: {
      type: types.string,
      runtime: "memberDisplayName",
      reads: ["nick", "user"],
      aliases: ["displayName"],
      summary: "The name it shows in this guild.",
    },
    avatar: {
      type: types.string,
      runtime: "memberAvatar",
      reads: ["user"],
      aliases: ["displayAvatarURL", "avatarURL"],
      summary: "The address of its image.",
    },
    role_ids: {
      type: types.list(types.string),
      field: "roles",
      aliases: ["roleIds", "roles"],
      summary: "The ids of its roles.",
    },
    joined_at: {
      type: types.optional(types.date),
      runtime: "joinedAt",
      reads: ["joined_at"],
      aliases: ["joinedAt"],
      summary: "When it joined.",
    },
    boosting_since: {
      type: types.optional(types.date),
      runtime: "boostingSince",
      reads: ["premium_since"],
      aliases: ["premiumSince"],
      summary: "Since when it boosts the guild.",
    },
    is_boosting: {
      type: types.boolean,
      runtime: "isBoosting",
      reads: ["premium_since"],
      aliases: ["isBoosting"],
      summary: "Whether it boosts the guild.",
    },
    pending: {
      type: types.boolean,
      runtime: "isPending",
      reads: ["pending"],
      summary: "Whether it has yet to accept the rules.",
    },
    created_at: {
      type: types.date,
      runtime: "memberCreatedAt",
      reads: ["user"],
      aliases: ["createdAt"],
      summary: "When the account was created.",
    },
  },
});
