import type { GatewayMessageDeleteBulkDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { ChannelContext } from "../contexts/channel-context.ts";
import type { MessageReference } from "../contexts/message-context.ts";
import type { CachedMessage } from "../types.ts";
import { event } from "./event.ts";

export class MessageDeleteBulkContext extends ChannelContext<string | undefined> {
  /** What the cache had of each, and its place. */
  readonly messages: readonly (CachedMessage & MessageReference)[];

  constructor(
    bot: Bot,
    { ids, channel_id, guild_id }: GatewayMessageDeleteBulkDispatchData,
    known: ReadonlyMap<string, CachedMessage> | undefined,
  ) {
    super(bot, guild_id, channel_id);
    this.messages = ids.map((id) => ({ ...known?.get(id), id, channel_id, guild_id }));
  }

  get messageCount(): number {
    return this.messages.length;
  }
}

/** A handler that runs when several messages were deleted at once. */
export const onMessageDeleteBulk = event(
  "MESSAGE_DELETE_BULK",
  (bot, data, { messages }) =>
    new MessageDeleteBulkContext(bot, data, messages as ReadonlyMap<string, CachedMessage> | undefined),
);
