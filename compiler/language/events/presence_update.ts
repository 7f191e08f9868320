import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, memberFromCache, userIdRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "presence_update",
  summary: "Someone's status or activity has changed.",
  gateway: "PRESENCE_UPDATE",
  intents: ["guild_presences"],
  roots: {
    ...baseRoots,
    ...userIdRoots,
    ...inGuildRoots,
    presence: { type: types.entity("presence"), aliases: ["newPresence"] },
    old_presence: {
      type: types.optional(types.entity("presence", { cache: "presences" })),
      property: "oldPresence",
    },
    member: memberFromCache,
  },
  runtime: "onPresenceUpdate",
  contextType: "PresenceUpdateContext",
  example: 'presence_update:\n  actions:\n    - log: "${user.mention} is ${presence.status}"',
});
