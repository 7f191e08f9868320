import type { Bot } from "../bot/bot.ts";
import { StageInstanceContext } from "../contexts/stage-instance-context.ts";
import type { CachedStageInstance, StageInstance } from "../types.ts";
import { event } from "./event.ts";

export class StageInstanceUpdateContext extends StageInstanceContext {
  constructor(
    bot: Bot,
    stageInstance: StageInstance,
    readonly oldStageInstance: CachedStageInstance | undefined,
  ) {
    super(bot, stageInstance);
  }
}

/** A handler that runs when a stage has changed. */
export const onStageInstanceUpdate = event(
  "STAGE_INSTANCE_UPDATE",
  (bot, data, { stage_instances }) => new StageInstanceUpdateContext(bot, data, stage_instances),
);
