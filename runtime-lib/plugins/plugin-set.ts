import type { Bot } from "../bot/bot.ts";
import type { ShardHost } from "../bot/shard-host.ts";

/** The TypeScript of a bot. */
export interface PluginSet {
  /**
   * Begins, before the bot connects; what it gives is called when the bot is ready.
   * @param host runs the shards of this process
   */
  open(bot: Bot, host: ShardHost): (() => void) | Promise<() => void>;
}
