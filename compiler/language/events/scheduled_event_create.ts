import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, optionalChannelRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "scheduled_event_create",
  aliases: ["guild_scheduled_event_create"],
  summary: "A scheduled event was made.",
  gateway: "GUILD_SCHEDULED_EVENT_CREATE",
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
  runtime: "onScheduledEventCreate",
  contextType: "ScheduledEventCreateContext",
  example: 'scheduled_event_create:\n  actions:\n    - log: "${scheduled_event.name}"',
});
