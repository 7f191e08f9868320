import { types } from "../../expression/types.ts";
import { createdAt, createdTimestamp, defineEntity, guildOfEvent } from "../entity.ts";

export default defineEntity({
  name: "sticker",
  summary: "A sticker of a guild.",
  runtimeType: "Sticker",
  text: "name",
  properties: {
    guild: guildOfEvent,
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    name: { type: types.string, field: "name", summary: "Its name." },
    description: { type: types.optional(types.string), field: "description", summary: "Its description." },
    tags: { type: types.string, field: "tags", summary: "The emoji or words that it is found by." },
    format: {
      type: types.number,
      field: "format_type",
      aliases: ["format_type", "formatType"],
      summary: "1 PNG, 2 APNG, 3 Lottie, 4 GIF.",
    },
    available: {
      type: types.boolean,
      runtime: "isAvailable",
      reads: ["available"],
      summary: "Whether it can be used.",
    },
    url: {
      type: types.string,
      runtime: "stickerUrl",
      reads: ["id", "format_type"],
      summary: "The address of its image.",
    },
    created_at: createdAt,
    created_timestamp: createdTimestamp,
  },
});
