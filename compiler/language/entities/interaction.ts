import { types } from "../../expression/types.ts";
import { createdAt, defineEntity } from "../entity.ts";

export default defineEntity({
  name: "interaction",
  summary: "What a user did that wants an answer.",
  runtimeType: "Interaction",
  isLive: true,
  properties: {
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    locale: { type: types.string, field: "locale", summary: "The user's language, such as en-US." },
    command_name: {
      type: types.optional(types.string),
      field: "data.name",
      aliases: ["commandName"],
      summary: "The command's name.",
    },
    custom_id: {
      type: types.optional(types.string),
      field: "data.custom_id",
      aliases: ["customId"],
      summary: "What tells the component or modal apart that was used.",
    },
    values: {
      type: types.optional(types.list(types.string)),
      field: "data.values",
      summary: "What was chosen in a select menu.",
    },
    message: {
      type: types.optional(types.entity("message")),
      field: "message",
      whole: true,
      summary: "The message with the component that was used.",
    },
    created_at: createdAt,
  },
});
