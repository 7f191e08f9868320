import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots, userRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "level_up",
  summary: "A member has reached the next level (module leveling).",
  roots: {
    ...baseRoots,
    ...userRoots,
    ...guildRoots,
    member: { type: types.entity("member") },
    level: { type: types.number },
    old_level: { type: types.number, aliases: ["oldLevel"] },
    xp: { type: types.number },
    rewards: { type: types.list(types.unknown) },
  },
  example: 'level_up:\n  actions:\n    - log: "${user.username} is at ${level}"',
});
