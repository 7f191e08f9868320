import { ScheduledEventContext } from "../contexts/scheduled-event-context.ts";
import { event } from "./event.ts";

export type ScheduledEventCreateContext = ScheduledEventContext;

/** A handler that runs when a scheduled event was made. */
export const onScheduledEventCreate = event(
  "GUILD_SCHEDULED_EVENT_CREATE",
  (bot, data) => new ScheduledEventContext(bot, data),
);
