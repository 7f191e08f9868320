import { StageInstanceContext } from "../contexts/stage-instance-context.ts";
import { event } from "./event.ts";

export type StageInstanceCreateContext = StageInstanceContext;

/** A handler that runs when a stage has begun. */
export const onStageInstanceCreate = event(
  "STAGE_INSTANCE_CREATE",
  (bot, data) => new StageInstanceContext(bot, data),
);
