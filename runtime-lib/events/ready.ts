import { Context } from "../contexts/context.ts";
import { type EventArguments, type EventHandler, eventHandler } from "./event-handler.ts";

export type ReadyContext = Context;

/** A handler that runs when the bot has connected. */
export function onReady(...args: EventArguments<ReadyContext>): EventHandler {
  return eventHandler("READY", args, (bot, _data, timeout) => new Context(bot, timeout));
}
