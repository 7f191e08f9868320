import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "message_reference",
  summary: "The message that another one answers or tells of.",
  runtimeType: "MessageReference",
  properties: {
    message_id: { type: types.optional(types.string), field: "message_id", summary: "Its snowflake." },
    channel_id: { type: types.string, field: "channel_id", summary: "The channel it stands in." },
    guild_id: { type: types.optional(types.string), field: "guild_id", summary: "The guild it stands in." },
  },
});
