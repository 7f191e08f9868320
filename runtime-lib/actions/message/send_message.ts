import { Routes } from "discord-api-types/v10";
import type { Context } from "../../contexts/context.ts";
import { FurlowError } from "../../errors/errors.ts";
import { type MessageContent, messageBody } from "../../messages/body.ts";
import type { Message } from "../../types.ts";
import { attempt } from "../attempt.ts";

/** Sends a message to a channel, given by its id or mention. Throws ActionError. */
export async function sendMessage(
  ctx: Context,
  channel: string | null | undefined,
  content: MessageContent,
): Promise<Message> {
  return await attempt(ctx, "send_message", 3, async () => {
    const route = Routes.channelMessages(channelId(channel));
    return (await ctx.bot.rest.post(route, { body: messageBody(content) })) as Message;
  });
}

/** The id in `123` or `<#123>`. Throws E3003 for anything else. */
function channelId(channel: string | null | undefined): string {
  const id = (channel ?? "").replace(/[<#>]/g, "").trim();
  if (/^\d{15,21}$/.test(id)) return id;
  throw new FurlowError("E3003", id === "" ? "No channel is given" : `"${channel}" is not a channel's id`);
}
