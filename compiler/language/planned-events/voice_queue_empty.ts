import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots, optionalChannelRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "voice_queue_empty",
  summary: "The last track of the queue has ended.",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...optionalChannelRoots,
    member: { type: types.optional(types.entity("member")) },
  },
  example: "voice_queue_empty:\n  actions:\n    - voice_leave",
});
