import { types } from "../../expression/types.ts";
import { createdAt, defineEntity } from "../entity.ts";

export default defineEntity({
  name: "channel",
  summary: "A channel, thread or direct message, with what the event says of it.",
  runtimeType: "Channel",
  properties: {
    guild: { type: types.optional(types.entity("guild")), root: "guild", summary: "The guild of the event." },
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    mention: { type: types.string, runtime: "channelMention", reads: [], summary: "Text that mentions it." },
    name: { type: types.optional(types.string), field: "name", summary: "Its name." },
    topic: { type: types.optional(types.string), field: "topic", summary: "Its topic." },
    nsfw: { type: types.optional(types.boolean), field: "nsfw", summary: "Whether it is age-restricted." },
    parent_id: {
      type: types.optional(types.string),
      field: "parent_id",
      aliases: ["parentId"],
      summary: "The category it is in.",
    },
    position: { type: types.optional(types.number), field: "position", summary: "Its place in the list." },
    created_at: createdAt,
  },
});
