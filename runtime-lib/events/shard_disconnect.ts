import type { Bot } from "../bot/bot.ts";
import { ShardContext } from "../contexts/shard-context.ts";
import { closeReason } from "../gateway/close-codes.ts";
import { event } from "./event.ts";

export class ShardDisconnectContext extends ShardContext {
  constructor(
    bot: Bot,
    shardId: number,
    readonly closeCode: number,
  ) {
    super(bot, shardId);
  }

  get closeReason(): string {
    return closeReason(this.closeCode);
  }
}

/** A handler that runs when a shard's connection has closed. */
export const onShardDisconnect = event(
  "shard_closed",
  (bot, { shardId, code }) => new ShardDisconnectContext(bot, shardId, code),
);
