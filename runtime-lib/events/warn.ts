import { FailureContext } from "../contexts/failure-context.ts";
import { event } from "./event.ts";

export type WarnContext = FailureContext;

/** A handler that runs when another one was stopped because it used more than its quota. */
export const onWarn = event("handler_stopped", (bot, failure) => new FailureContext(bot, failure));
