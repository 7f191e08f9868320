import type { Bot } from "../bot/bot.ts";
import { ShardContext } from "../contexts/shard-context.ts";
import { event } from "./event.ts";

export class ShardErrorContext extends ShardContext {
  constructor(
    bot: Bot,
    shardId: number,
    readonly error: { readonly message: string; readonly name: string },
  ) {
    super(bot, shardId);
  }
}

/** A handler that runs when a shard reports an error. */
export const onShardError = event(
  "shard_failed",
  (bot, { shardId, error }) => new ShardErrorContext(bot, shardId, error),
);
