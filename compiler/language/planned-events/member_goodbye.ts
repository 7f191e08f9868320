import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots, userRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "member_goodbye",
  summary: "A member who left has been taken leave of (module welcome).",
  roots: {
    ...baseRoots,
    ...userRoots,
    ...guildRoots,
    member: { type: types.entity("member") },
    message: { type: types.optional(types.entity("message")) },
  },
  example: 'member_goodbye:\n  actions:\n    - log: "${user.username}"',
});
