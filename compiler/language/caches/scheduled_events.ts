import { defineCache } from "../cache.ts";

export default defineCache({
  name: "scheduled_events",
  summary: "The scheduled events of guilds.",
  runtime: "scheduledEventCache",
  item: "event",
  payloadType: "ScheduledEvent",
  entryType: "CachedScheduledEvent",
  keys: ["id"],
  intents: ["guild_scheduled_events"],
});
