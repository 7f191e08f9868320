import type { Bot } from "../bot/bot.ts";
import type { StageInstance } from "../types.ts";
import { ChannelContext } from "./channel-context.ts";

/** The context of a stage. */
export class StageInstanceContext extends ChannelContext {
  constructor(
    bot: Bot,
    readonly stageInstance: StageInstance,
  ) {
    super(bot, stageInstance.guild_id, stageInstance.channel_id);
  }
}
