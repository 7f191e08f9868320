import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, optionalChannelRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "scheduled_event_delete",
  aliases: ["guild_scheduled_event_delete"],
  summary: "A scheduled event was deleted.",
  gateway: "GUILD_SCHEDULED_EVENT_DELETE",
  intents: ["guild_scheduled_events"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    ...optionalChannelRoots,
    scheduled_event: {
      type: types.entity("scheduled_event"),
      aliases: ["newScheduledEvent"],
      property: "scheduledEvent",
    },
  },
  runtime: "onScheduledEventDelete",
  contextType: "ScheduledEventDeleteContext",
  example: 'scheduled_event_delete:\n  actions:\n    - log: "${scheduled_event.name}"',
});
