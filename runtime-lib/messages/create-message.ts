import { Routes } from "discord-api-types/v10";
import type { Said } from "../bot/operations.ts";
import type { Context } from "../contexts/context.ts";
import { request } from "../interactions/answer.ts";
import type { Message } from "../types.ts";
import type { OutgoingMessage } from "./body.ts";

/**
 * Creates a message in a channel. When the handler runs again after a crash, Discord gives the message that is there
 * already: it knows it by its nonce, for a few minutes.
 */
export async function createMessage(
  { bot, operations }: Context,
  channelId: string,
  message: OutgoingMessage,
): Promise<Message> {
  const nonce = operations?.id(saidBy(channelId, message));
  const { body } = message;
  const sent = nonce === undefined ? message : { ...message, body: { ...body, nonce, enforce_nonce: true } };
  return (await bot.rest.post(Routes.channelMessages(channelId), request(sent))) as Message;
}

function saidBy(channelId: string, { body, files = [] }: OutgoingMessage): Said[] {
  const parts = files.flatMap(({ name, data }) => [name, typeof data === "object" ? data : String(data)]);
  return [Routes.channelMessages(channelId), JSON.stringify(body), ...parts];
}
