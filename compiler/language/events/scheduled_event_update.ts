import { types } from "../../expression/types.ts";
import { baseRoots, inGuildRoots, optionalChannelRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "scheduled_event_update",
  aliases: ["guild_scheduled_event_update"],
  summary: "A scheduled event has changed, started or ended.",
  gateway: "GUILD_SCHEDULED_EVENT_UPDATE",
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
    old_scheduled_event: {
      type: types.optional(types.entity("scheduled_event", { cache: "scheduled_events" })),
      property: "oldScheduledEvent",
    },
  },
  runtime: "onScheduledEventUpdate",
  contextType: "ScheduledEventUpdateContext",
  example:
    'scheduled_event_update:\n  actions:\n    - log: "${scheduled_event.name} is ${scheduled_event.status}"',
});
