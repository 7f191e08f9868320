import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots, userRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "xp_gain",
  summary: "A member has gained experience (module leveling).",
  roots: {
    ...baseRoots,
    ...userRoots,
    ...guildRoots,
    member: { type: types.entity("member") },
    xp: { type: types.number },
    amount: { type: types.number },
    level: { type: types.number },
  },
  example: 'xp_gain:\n  actions:\n    - log: "${xp}"',
});
