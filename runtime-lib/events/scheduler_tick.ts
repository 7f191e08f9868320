import { Context } from "../contexts/context.ts";
import { event } from "./event.ts";

export type SchedulerTickContext = Context;

/** A handler that runs every minute. */
export const onSchedulerTick = event("minute", (bot) => new Context(bot));
