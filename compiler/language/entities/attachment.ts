import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "attachment",
  summary: "A file of a message or option.",
  runtimeType: "Attachment",
  text: "url",
  properties: {
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    name: { type: types.string, field: "filename", aliases: ["filename"], summary: "Its file name." },
    url: { type: types.string, field: "url", summary: "Where it can be fetched." },
    proxy_url: {
      type: types.string,
      field: "proxy_url",
      aliases: ["proxyURL"],
      summary: "The same through Discord.",
    },
    size: { type: types.number, field: "size", summary: "Its size in bytes." },
    content_type: { type: types.optional(types.string), field: "content_type", summary: "Its media type." },
    description: {
      type: types.optional(types.string),
      field: "description",
      summary: "What it shows, in words.",
    },
    width: { type: types.optional(types.number), field: "width", summary: "Pixels, of an image." },
    height: { type: types.optional(types.number), field: "height", summary: "Pixels, of an image." },
  },
});
