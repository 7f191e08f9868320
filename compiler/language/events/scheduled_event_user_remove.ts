import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, loadedUserRoots, memberFromCache } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "scheduled_event_user_remove",
  aliases: ["guild_scheduled_event_user_remove"],
  summary: "Someone is no longer interested in a scheduled event.",
  gateway: "GUILD_SCHEDULED_EVENT_USER_REMOVE",
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
  runtime: "onScheduledEventUserRemove",
  contextType: "ScheduledEventUserRemoveContext",
  example: 'scheduled_event_user_remove:\n  actions:\n    - log: "${user.mention}"',
});
