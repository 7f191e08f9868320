import type { GatewayMessageCreateDispatchData } from "discord-api-types/v10";
import { MessageCreateContext } from "../contexts/message-create-context.ts";
import { type EventHandler, type HandlerArguments, handlerArguments } from "./event-handler.ts";

/** A handler that runs on messages of people; those of bots are passed over. */
export function onMessageCreate(...args: HandlerArguments<MessageCreateContext>): EventHandler {
  const { settings, run } = handlerArguments(args);
  return {
    dispatch: "MESSAGE_CREATE",
    run(bot, message: GatewayMessageCreateDispatchData) {
      if (message.author.bot) return undefined;
      return run(new MessageCreateContext(bot, message, settings?.timeout));
    },
  };
}
