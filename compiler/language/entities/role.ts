import { types } from "../../expression/types.ts";
import { createdAt, createdTimestamp, defineEntity, guildOfEvent } from "../entity.ts";

export default defineEntity({
  name: "role",
  summary: "A role of a guild.",
  runtimeType: "Role",
  text: "mention",
  properties: {
    guild: guildOfEvent,
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    name: { type: types.string, field: "name", summary: "Its name." },
    color: { type: types.number, field: "color", summary: "Its colour as a number." },
    hex_color: {
      type: types.string,
      runtime: "hexColor",
      reads: ["color"],
      summary: "Its colour as #rrggbb.",
    },
    position: { type: types.number, field: "position", summary: "Its place in the order of roles." },
    hoist: { type: types.boolean, field: "hoist", summary: "Whether its members are listed apart." },
    mentionable: { type: types.boolean, field: "mentionable", summary: "Whether everyone can mention it." },
    managed: { type: types.boolean, field: "managed", summary: "Whether an integration owns it." },
    mention: { type: types.string, runtime: "roleMention", reads: [], summary: "Text that mentions it." },
    permissions: {
      type: types.list(types.string, "permission_names"),
      runtime: "rolePermissions",
      reads: ["permissions"],
      summary: "What it allows.",
    },
    icon: {
      type: types.optional(types.string),
      runtime: "roleIcon",
      reads: ["icon"],
      aliases: ["iconURL"],
      cdnHash: "icon",
      summary: "The address of its icon.",
    },
    unicode_emoji: {
      type: types.optional(types.string),
      field: "unicode_emoji",
      summary: "The character it shows as its icon.",
    },
    members: {
      type: types.list(types.entity("member", { cache: "members" })),
      runtime: "roleMembers",
      reads: ["id", "guild_id"],
      context: true,
      intents: ["guild_members"],
      caches: { members: ["roles"] },
      summary: "Who has it, as far as Discord has sent the members.",
    },
    created_at: createdAt,
    created_timestamp: createdTimestamp,
  },
});
