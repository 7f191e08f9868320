import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots, optionalChannelRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";
import { trackType } from "../track.ts";

export default definePlannedEvent({
  name: "voice_track_end",
  summary: "A track has ended.",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...optionalChannelRoots,
    member: { type: types.optional(types.entity("member")) },
    track: { type: trackType },
  },
  example: 'voice_track_end:\n  actions:\n    - log: "${track.title}"',
});
