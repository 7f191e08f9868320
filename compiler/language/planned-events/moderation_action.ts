import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "moderation_action",
  summary: "A moderator has acted on a member (module moderation).",
  roots: {
    ...baseRoots,
    ...guildRoots,
    action: { type: types.string },
    target: { type: types.entity("user") },
    moderator: { type: types.entity("user") },
    reason: { type: types.optional(types.string) },
    case_id: { type: types.unknown, aliases: ["caseId"] },
  },
  example: 'moderation_action:\n  actions:\n    - log: "${moderator.username}: ${action}"',
});
