import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "mention_ids",
  summary: "The ids of the users that a message mentions.",
  runtimeType: "MentionIds",
  properties: {
    users: { type: types.list(types.entity("user")), field: "users", summary: "The users." },
    roles: {
      type: types.list(types.entity("role", { cache: "roles", partial: true })),
      field: "roles",
      caches: { roles: [] },
      summary: "The roles it mentions.",
    },
    everyone: { type: types.boolean, field: "everyone", summary: "Whether it mentions everyone." },
  },
});
