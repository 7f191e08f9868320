import { FailureContext } from "../contexts/failure-context.ts";
import { event } from "./event.ts";

export type ErrorContext = FailureContext;

/** A handler that runs when another one has failed. */
export const onError = event("handler_failed", (bot, failure) => new FailureContext(bot, failure));
