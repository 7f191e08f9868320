import { ScheduledEventUserContext } from "../contexts/scheduled-event-user-context.ts";
import { event } from "./event.ts";

export type ScheduledEventUserAddContext = ScheduledEventUserContext;

/** A handler that runs when someone is interested in a scheduled event. */
export const onScheduledEventUserAdd = event(
  "GUILD_SCHEDULED_EVENT_USER_ADD",
  (bot, data) => new ScheduledEventUserContext(bot, data),
);
