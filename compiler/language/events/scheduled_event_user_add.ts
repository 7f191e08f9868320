import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, loadedUserRoots, memberFromCache } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "scheduled_event_user_add",
  aliases: ["guild_scheduled_event_user_add"],
  summary: "Someone is interested in a scheduled event.",
  gateway: "GUILD_SCHEDULED_EVENT_USER_ADD",
  intents: ["guild_scheduled_events"],
  roots: {
    ...baseRoots,
    ...loadedUserRoots,
    ...inGuildRoots,
    scheduled_event: {
      type: types.entity("scheduled_event", { cache: "scheduled_events", partial: true }),
      property: "scheduledEvent",
    },
    member: memberFromCache,
  },
  runtime: "onScheduledEventUserAdd",
  contextType: "ScheduledEventUserAddContext",
  example: 'scheduled_event_user_add:\n  actions:\n    - log: "${user.mention}"',
});
