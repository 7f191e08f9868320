import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "permission_names",
  summary: "The names of permissions; `includes` and `has` take them in any spelling.",
  runtimeType: "PermissionNames",
  properties: {
    bits: { type: types.string, field: "bits", summary: "As the decimal number that Discord writes." },
  },
});
