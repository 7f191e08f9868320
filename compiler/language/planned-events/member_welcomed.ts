import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots, userRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "member_welcomed",
  summary: "A member has been welcomed (module welcome).",
  roots: {
    ...baseRoots,
    ...userRoots,
    ...guildRoots,
    member: { type: types.entity("member") },
    message: { type: types.optional(types.entity("message")) },
    image: { type: types.unknown },
  },
  example: 'member_welcomed:\n  actions:\n    - log: "${user.username}"',
});
