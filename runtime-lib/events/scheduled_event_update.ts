import type { Bot } from "../bot/bot.ts";
import { ScheduledEventContext } from "../contexts/scheduled-event-context.ts";
import type { CachedScheduledEvent, ScheduledEvent } from "../types.ts";
import { event } from "./event.ts";

export class ScheduledEventUpdateContext extends ScheduledEventContext {
  constructor(
    bot: Bot,
    scheduledEvent: ScheduledEvent,
    readonly oldScheduledEvent: CachedScheduledEvent | undefined,
  ) {
    super(bot, scheduledEvent);
  }
}

/** A handler that runs when a scheduled event has changed, started or ended. */
export const onScheduledEventUpdate = event(
  "GUILD_SCHEDULED_EVENT_UPDATE",
  (bot, data, { scheduled_events }) => new ScheduledEventUpdateContext(bot, data, scheduled_events),
);
