import { Routes } from "discord-api-types/v10";
import { messageKey } from "../../cache/keys.ts";
import { request } from "../../interactions/answer.ts";
import { editBody, type MessageContent, withFiles } from "../../messages/body.ts";
import { type MessageContext, type MessageReference, messageIdsOf } from "../../references/message-target.ts";
import type { Message } from "../../types.ts";
import { attempt } from "../attempt.ts";

/** Changes a message of the bot; what is left out stays as it is. Throws ActionError. */
export async function editMessage(
  ctx: MessageContext,
  content: MessageContent,
  target: MessageReference = {},
): Promise<Message> {
  return await attempt(ctx, "edit_message", 3, async () => {
    const { channelId, messageId } = await messageIdsOf(ctx, target);
    const message = await withFiles(editBody(content), content.files);
    const route = Routes.channelMessage(channelId, messageId);
    const edited = (await ctx.bot.rest.patch(route, request(message))) as Message;
    ctx.bot.cache?.drop([messageKey(channelId, messageId)]);
    return edited;
  });
}
