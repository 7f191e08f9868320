import type { Bot } from "../bot/bot.ts";
import type { Shard } from "../bot/client.ts";
import { Context } from "./context.ts";

/** The context of what a shard tells of itself. */
export class ShardContext extends Context {
  constructor(
    bot: Bot,
    readonly shardId: number,
  ) {
    super(bot);
  }

  override get shard(): Shard {
    return { id: this.shardId };
  }
}
