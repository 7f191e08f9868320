import { Context } from "../contexts/context.ts";
import { type EventHandler, type HandlerArguments, handlerArguments } from "./event-handler.ts";

export type ReadyContext = Context;

/** A handler that runs when the bot has connected. */
export function onReady(...args: HandlerArguments<ReadyContext>): EventHandler {
  const { settings, run } = handlerArguments(args);
  return { dispatch: "READY", run: (bot) => run(new Context(bot, settings?.timeout)) };
}
