import { ScheduledEventContext } from "../contexts/scheduled-event-context.ts";
import { event } from "./event.ts";

export type ScheduledEventDeleteContext = ScheduledEventContext;

/** A handler that runs when a scheduled event was deleted. */
export const onScheduledEventDelete = event(
  "GUILD_SCHEDULED_EVENT_DELETE",
  (bot, data) => new ScheduledEventContext(bot, data),
);
