import { FurlowError } from "../errors/errors.ts";
import { channelIdIn, type GuildContext } from "./lookup.ts";
import { idIn } from "./references.ts";

/** A context that may have a message and a channel of its own. */
export type MessageContext = GuildContext & {
  readonly channelId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly message?: { readonly id: string } | undefined;
};

/** Which message an action works on: ids, mentions, names or objects; the handler's own where left out. */
export interface MessageReference {
  readonly channel?: unknown;
  readonly message?: unknown;
}

/** A message by its ids. */
export interface MessageIds {
  readonly channelId: string;
  readonly messageId: string;
}

/** Finds the message that an action works on. Throws E3003 when there is none. */
export async function messageIdsOf(ctx: MessageContext, target: MessageReference): Promise<MessageIds> {
  const messageId = "message" in target ? idIn(target.message, "message") : ownMessageId(ctx);
  return { messageId, channelId: await channelIdFor(ctx, target) };
}

function ownMessageId(ctx: MessageContext): string {
  const id = ctx.messageId ?? ctx.message?.id;
  if (id === undefined) throw new FurlowError("E3003", "No message is given");
  return id;
}

/** The channel given, else that of the message, else the handler's. */
export async function channelIdFor(ctx: MessageContext, target: MessageReference): Promise<string> {
  if ("channel" in target) return await channelIdIn(ctx, target.channel);
  const { message } = target;
  if (typeof message === "object" && message !== null && "channel_id" in message) {
    return String(message.channel_id);
  }
  if (ctx.channelId === undefined) throw new FurlowError("E3003", "No channel is given");
  return ctx.channelId;
}
