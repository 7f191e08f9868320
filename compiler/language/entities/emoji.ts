import { types } from "../../expression/types.ts";
import { createdAt, createdTimestamp, defineEntity, guildOfEvent } from "../entity.ts";

export default defineEntity({
  name: "emoji",
  summary: "A custom emoji of a guild.",
  runtimeType: "Emoji",
  text: "mention",
  properties: {
    guild: guildOfEvent,
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    name: { type: types.string, field: "name", summary: "Its name." },
    animated: {
      type: types.boolean,
      runtime: "isAnimated",
      reads: ["animated"],
      summary: "Whether it moves.",
    },
    available: {
      type: types.boolean,
      runtime: "isAvailable",
      reads: ["available"],
      summary: "Whether it can be used.",
    },
    managed: {
      type: types.boolean,
      runtime: "isManaged",
      reads: ["managed"],
      summary: "Whether an integration owns it.",
    },
    require_colons: {
      type: types.boolean,
      runtime: "needsColons",
      reads: ["require_colons"],
      aliases: ["requires_colons", "requiresColons"],
      summary: "Whether it is written between colons.",
    },
    role_ids: {
      type: types.list(types.string),
      runtime: "emojiRoles",
      reads: ["roles"],
      aliases: ["roles"],
      summary: "The ids of the roles that may use it.",
    },
    mention: {
      type: types.string,
      runtime: "emojiText",
      reads: ["id", "name", "animated"],
      summary: "Text that shows it.",
    },
    url: {
      type: types.optional(types.string),
      runtime: "emojiUrl",
      reads: ["id", "animated"],
      aliases: ["imageURL"],
      summary: "The address of its image.",
    },
    created_at: createdAt,
    created_timestamp: createdTimestamp,
  },
});
