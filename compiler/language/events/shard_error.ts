import { types } from "../../expression/types.ts";
import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "shard_error",
  summary: "A shard reports an error.",
  intents: [],
  roots: {
    ...baseRoots,
    shard_id: { type: types.number, property: "shardId" },
    error: { type: types.map({ message: types.string, name: types.string }) },
  },
  runtime: "onShardError",
  contextType: "ShardErrorContext",
  example: 'shard_error:\n  actions:\n    - log: "${error.message}"',
});
