import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "shard",
  summary: "The shard that received the event.",
  runtimeType: "Shard",
  properties: {
    id: { type: types.number, field: "id", summary: "Its number." },
  },
});
