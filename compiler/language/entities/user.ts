import { types } from "../../expression/types.ts";
import { createdAt, createdTimestamp, defineEntity } from "../entity.ts";

export default defineEntity({
  name: "user",
  summary: "A Discord account.",
  runtimeType: "User",
  text: "mention",
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
    global_name: { type: types.optional(types.string), field: "global_name", summary: "The name it shows." },
    display_name: {
      type: types.string,
      runtime: "userDisplayName",
      reads: ["global_name", "username"],
      summary: "The name it shows, else its unique name.",
    },
    bot: { type: types.boolean, runtime: "isBot", reads: ["bot"], summary: "Whether it is a bot." },
    system: {
      type: types.boolean,
      runtime: "isSystem",
      reads: ["system"],
      summary: "Whether it is Discord itself.",
    },
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
      summary: "Its accent colour.",
    },
    public_flags: {
      type: types.optional(types.number),
      field: "public_flags",
      aliases: ["flags"],
      summary: "Its badges, as bits.",
    },
    created_at: createdAt,
    created_timestamp: createdTimestamp,
  },
});
