import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "presence",
  summary: "Whether someone is online, and what they do.",
  runtimeType: "Presence",
  known: ["user", "user.id"],
  properties: {
    user_id: { type: types.string, field: "user.id", summary: "Whose it is." },
    user: { type: types.entity("user", { partial: true }), field: "user", summary: "Whose it is." },
    status: {
      type: types.optional(types.string),
      field: "status",
      summary: "`online`, `idle`, `dnd` or `offline`.",
    },
    activities: {
      type: types.list(types.entity("activity")),
      runtime: "presenceActivities",
      reads: ["activities"],
      summary: "What they do.",
    },
    client_status: {
      type: types.optional(
        types.map({
          desktop: types.optional(types.string),
          mobile: types.optional(types.string),
          web: types.optional(types.string),
        }),
      ),
      field: "client_status",
      summary: "Their status by kind of client.",
    },
  },
});
