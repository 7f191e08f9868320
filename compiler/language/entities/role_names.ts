import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "role_names",
  summary: "The names of roles; `includes` and `has` also take ids.",
  runtimeType: "RoleNames",
  properties: {
    cache: {
      type: types.list(types.entity("role", { cache: "roles" })),
      field: "cache",
      summary: "The roles themselves.",
    },
    highest: {
      type: types.optional(types.entity("role", { cache: "roles" })),
      field: "highest",
      caches: { roles: ["position"] },
      summary: "The highest of them.",
    },
    ids: { type: types.list(types.string), field: "ids", summary: "Their ids." },
  },
});
