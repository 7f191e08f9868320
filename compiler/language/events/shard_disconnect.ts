import { types } from "../../expression/types.ts";
import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "shard_disconnect",
  summary: "A shard's connection has closed.",
  intents: [],
  roots: {
    ...baseRoots,
    shard_id: { type: types.number, property: "shardId" },
    close_code: { type: types.number, property: "closeCode" },
    close_reason: { type: types.string, property: "closeReason" },
  },
  runtime: "onShardDisconnect",
  contextType: "ShardDisconnectContext",
  example: 'shard_disconnect:\n  actions:\n    - log: "closed with ${close_code}"',
});
