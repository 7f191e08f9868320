import { Context } from "../contexts/context.ts";
import { event } from "./event.ts";

export type ReadyContext = Context;

/** A handler that runs when the bot has connected. */
export const onReady = event("READY", (bot) => new Context(bot));
