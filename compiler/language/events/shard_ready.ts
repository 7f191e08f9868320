import { types } from "../../expression/types.ts";
import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "shard_ready",
  summary: "A shard has connected and received its guilds.",
  gateway: "READY",
  intents: [],
  roots: {
    ...baseRoots,
    shard_id: { type: types.number, property: "shardId" },
    unavailable_guilds: { type: types.list(types.string), property: "unavailableGuilds" },
  },
  runtime: "onShardReady",
  contextType: "ShardReadyContext",
  example: 'shard_ready:\n  actions:\n    - log: "shard ${shard_id} is ready"',
});
