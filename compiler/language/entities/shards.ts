import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "shards",
  summary: "The shards that this process runs.",
  runtimeType: "Shards",
  properties: {
    ids: { type: types.list(types.number), field: "ids", summary: "Their numbers." },
    count: { type: types.number, field: "count", summary: "How many shards the bot has in all." },
  },
});
