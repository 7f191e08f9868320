import { Routes } from "discord-api-types/v10";
import { request } from "../../interactions/answer.ts";
import { type MessageContent, messageBody, withFiles } from "../../messages/body.ts";
import { channelIdIn, type GuildContext } from "../../references/lookup.ts";
import type { Message } from "../../types.ts";
import { attempt } from "../attempt.ts";

/** Sends a message to a channel: its id, mention, object, or name in the guild. Throws ActionError. */
export async function sendMessage(
  ctx: GuildContext,
  channel: unknown,
  content: MessageContent,
): Promise<Message> {
  return await attempt(ctx, "send_message", 3, async () => {
    const route = Routes.channelMessages(await channelIdIn(ctx, channel));
    const message = await withFiles(messageBody(content), content.files);
    return (await ctx.bot.rest.post(route, request(message))) as Message;
  });
}
