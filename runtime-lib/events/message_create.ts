import type { GatewayMessageCreateDispatchData } from "discord-api-types/v10";
import { MessageCreateContext } from "../contexts/message-create-context.ts";
import { type EventArguments, type EventHandler, eventHandler } from "./event-handler.ts";

/** A handler that runs on messages of people; those of bots are passed over. */
export function onMessageCreate(...args: EventArguments<MessageCreateContext>): EventHandler {
  return eventHandler("MESSAGE_CREATE", args, (bot, message: GatewayMessageCreateDispatchData, timeout) =>
    message.author.bot ? undefined : new MessageCreateContext(bot, message, timeout),
  );
}
