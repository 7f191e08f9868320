import type { Bot } from "../bot/bot.ts";
import type { Shard, Shards } from "../bot/client.ts";
import { Context } from "../contexts/context.ts";

/** What a presence is made of: it belongs to one shard, and to no event. */
export class PresenceContext extends Context {
  constructor(
    bot: Bot,
    private readonly shardId: number,
  ) {
    super(bot);
  }

  override get shard(): Shard {
    return { id: this.shardId };
  }

  /** `client.shard`: of the shards the one that the presence is shown on. */
  get shards(): Shards {
    return { ids: [this.shardId], count: this.bot.shard.count };
  }
}
