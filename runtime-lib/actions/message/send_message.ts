import { type MessageContent, messageBody, withFiles } from "../../messages/body.ts";
import { createMessage } from "../../messages/create-message.ts";
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
    const channelId = await channelIdIn(ctx, channel);
    return await createMessage(ctx, channelId, await withFiles(messageBody(content), content.files));
  });
}
