import { Routes } from "discord-api-types/v10";
import { messageKey } from "../../cache/keys.ts";
import { type MessageContext, type MessageReference, messageIdsOf } from "../../references/message-target.ts";
import { attempt } from "../attempt.ts";
import { pause } from "../pause.ts";

export interface DeletionOptions extends MessageReference {
  /** Milliseconds to wait before; they do not count against the handler's wall clock. */
  readonly delay?: number;
}

/** Deletes a message, the handler's own when none is given. Throws ActionError. */
export async function deleteMessage(ctx: MessageContext, options: DeletionOptions = {}): Promise<void> {
  await attempt(ctx, "delete_message", 3, async () => {
    if (options.delay !== undefined && options.delay > 0) await pause(ctx, options.delay);
    const { channelId, messageId } = await messageIdsOf(ctx, options);
    await ctx.bot.rest.delete(Routes.channelMessage(channelId, messageId));
    ctx.bot.cache?.drop([messageKey(channelId, messageId)]);
  });
}
