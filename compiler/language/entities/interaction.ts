import { types } from "../../expression/types.ts";
import { createdAt, defineEntity } from "../entity.ts";

export default defineEntity({
  name: "interaction",
  summary: "What a user did that wants an answer.",
  runtimeType: "Interaction",
  properties: {
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    locale: { type: types.string, field: "locale", summary: "The user's language, such as en-US." },
    command_name: {
      type: types.string,
      field: "data.name",
      aliases: ["commandName"],
      summary: "The command's name.",
    },
    created_at: createdAt,
  },
});
