import type { GatewayReadyDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { ShardContext } from "../contexts/shard-context.ts";
import { event } from "./event.ts";

export class ShardReadyContext extends ShardContext {
  /** The ids of guilds that have not arrived: they have an outage. */
  readonly unavailableGuilds: readonly string[];

  constructor(bot: Bot, { shard, guilds }: GatewayReadyDispatchData) {
    super(bot, shard?.[0] ?? 0);
    this.unavailableGuilds = guilds.map(({ id }) => id);
  }
}

/** A handler that runs when a shard has connected and received its guilds. */
export const onShardReady = event("READY", (bot, data) => new ShardReadyContext(bot, data));
