import type { Bot } from "../bot/bot.ts";
import type { ScheduledEvent } from "../types.ts";
import { OptionalChannelContext } from "./optional-channel-context.ts";

/** The context of a scheduled event, which takes place in a channel or elsewhere. */
export class ScheduledEventContext extends OptionalChannelContext {
  constructor(
    bot: Bot,
    readonly scheduledEvent: ScheduledEvent,
  ) {
    super(bot, scheduledEvent.guild_id, scheduledEvent.channel_id);
  }
}
