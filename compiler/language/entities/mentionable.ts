import { types } from "../../expression/types.ts";
import { createdAt, defineEntity } from "../entity.ts";

export default defineEntity({
  name: "mentionable",
  summary: "A user or a role, as an option may let one choose.",
  runtimeType: "Mentionable",
  properties: {
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    mention: {
      type: types.string,
      runtime: "mentionableMention",
      reads: [],
      summary: "Text that mentions it.",
    },
    name: {
      type: types.string,
      runtime: "mentionableName",
      reads: [],
      aliases: ["display_name", "displayName"],
      summary: "The name of the role, or the one that the user shows.",
    },
    is_role: {
      type: types.boolean,
      runtime: "mentionableIsRole",
      reads: [],
      aliases: ["isRole"],
      summary: "Whether it is a role.",
    },
    created_at: createdAt,
  },
});
