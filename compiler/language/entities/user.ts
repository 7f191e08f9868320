import { types } from "../../expression/types.ts";
import { createdAt, defineEntity } from "../entity.ts";

export default defineEntity({
  name: "user",
  summary: "A Discord account.",
  runtimeType: "User",
  properties: {
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    username: { type: types.string, field: "username", summary: "Its unique name." },
    discriminator: { type: types.string, field: "discriminator", summary: "`0` since names are unique." },
    tag: {
      type: types.string,
      runtime: "userTag",
      reads: ["username", "discriminator"],
      summary: "Its name, with #discriminator where it has one.",
    },
    global_name: {
      type: types.optional(types.string),
      field: "global_name",
      aliases: ["globalName"],
      summary: "The name it shows.",
    },
    display_name: {
      type: types.string,
      runtime: "userDisplayName",
      reads: ["global_name", "username"],
      aliases: ["displayName"],
      summary: "The name it shows, else its unique name.",
    },
    bot: { type: types.boolean, runtime: "isBot", reads: ["bot"], summary: "Whether it is a bot." },
    mention: { type: types.string, runtime: "userMention", reads: [], summary: "Text that mentions it." },
    avatar: {
      type: types.string,
      runtime: "userAvatar",
      reads: ["avatar", "discriminator"],
      aliases: ["displayAvatarURL", "avatarURL"],
      cdnHash: "avatar",
      summary: "The address of its image (PNG, 512 pixels).",
    },
    banner: {
      type: types.optional(types.string),
      runtime: "userBanner",
      reads: ["banner"],
      aliases: ["bannerURL"],
      cdnHash: "banner",
      summary: "The address of its banner.",
    },
    accent_color: {
      type: types.optional(types.number),
      field: "accent_color",
      aliases: ["accentColor"],
      summary: "Its accent colour.",
    },
    created_at: createdAt,
    created_timestamp: {
      type: types.number,
      runtime: "createdTimestamp",
      reads: [],
      aliases: ["createdTimestamp"],
      summary: "The same in milliseconds.",
    },
  },
});
