import type { GatewayChannelPinsUpdateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { ChannelContext } from "../contexts/channel-context.ts";
import { dateOf } from "../entities/lookup.ts";
import { event } from "./event.ts";

export class ChannelPinsUpdateContext extends ChannelContext<string | undefined> {
  /** When the newest pin was made; undefined when none is left. */
  readonly pinsUpdatedAt: Date | undefined;

  constructor(bot: Bot, { guild_id, channel_id, last_pin_timestamp }: GatewayChannelPinsUpdateDispatchData) {
    super(bot, guild_id, channel_id);
    this.pinsUpdatedAt = dateOf(last_pin_timestamp);
  }
}

/** A handler that runs when a message was pinned or unpinned. */
export const onChannelPinsUpdate = event(
  "CHANNEL_PINS_UPDATE",
  (bot, data) => new ChannelPinsUpdateContext(bot, data),
);
