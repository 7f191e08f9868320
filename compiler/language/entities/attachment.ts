import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "attachment",
  summary: "A file of a message or option.",
  runtimeType: "Attachment",
  properties: {
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    name: { type: types.string, field: "filename", summary: "Its file name." },
    url: { type: types.string, field: "url", summary: "Where it can be fetched." },
    size: { type: types.number, field: "size", summary: "Its size in bytes." },
    content_type: {
      type: types.optional(types.string),
      field: "content_type",
      aliases: ["contentType"],
      summary: "Its media type.",
    },
  },
});
