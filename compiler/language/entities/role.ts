import { types } from "../../expression/types.ts";
import { createdAt, defineEntity } from "../entity.ts";

export default defineEntity({
  name: "role",
  summary: "A role of a guild.",
  runtimeType: "Role",
  properties: {
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    name: { type: types.string, field: "name", summary: "Its name." },
    color: { type: types.number, field: "color", summary: "Its colour as a number." },
    hex_color: {
      type: types.string,
      runtime: "hexColor",
      reads: ["color"],
      aliases: ["hexColor"],
      summary: "Its colour as #rrggbb.",
    },
    position: { type: types.number, field: "position", summary: "Its place in the order of roles." },
    hoist: { type: types.boolean, field: "hoist", summary: "Whether its members are listed apart." },
    mentionable: { type: types.boolean, field: "mentionable", summary: "Whether everyone can mention it." },
    managed: { type: types.boolean, field: "managed", summary: "Whether an integration owns it." },
    mention: { type: types.string, runtime: "roleMention", reads: [], summary: "Text that mentions it." },
    created_at: createdAt,
  },
});
