import { StageInstanceContext } from "../contexts/stage-instance-context.ts";
import { event } from "./event.ts";

export type StageInstanceDeleteContext = StageInstanceContext;

/** A handler that runs when a stage has ended. */
export const onStageInstanceDelete = event(
  "STAGE_INSTANCE_DELETE",
  (bot, data) => new StageInstanceContext(bot, data),
);
