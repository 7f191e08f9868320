import { ScheduledEventUserContext } from "../contexts/scheduled-event-user-context.ts";
import { event } from "./event.ts";

export type ScheduledEventUserRemoveContext = ScheduledEventUserContext;

/** A handler that runs when someone is no longer interested in a scheduled event. */
export const onScheduledEventUserRemove = event(
  "GUILD_SCHEDULED_EVENT_USER_REMOVE",
  (bot, data) => new ScheduledEventUserContext(bot, data),
);
