import type { ShardHost } from "../bot/shard-host.ts";
import { botIdOf } from "../sharding/bot-id.ts";
import type { ShardingSettings } from "../sharding/settings.ts";
import type { CacheFields } from "../sharding/shard-keeper.ts";
import type { Sharding } from "../sharding/sharding.ts";
import { chooseBroker } from "./choose-broker.ts";
import { Cluster } from "./cluster.ts";

/**
 * A process's shards, connected to the other processes of the bot. Throws E4005.
 * @param fields of the entries that caches have
 */
export function withBroker(
  host: ShardHost,
  settings: ShardingSettings,
  fields: CacheFields,
  sharding: Sharding,
): Sharding {
  const { bot, token } = host;
  const broker = chooseBroker(settings, botIdOf(token), bot.log);
  if (broker === undefined) return sharding;
  const scripts = [...(settings.scripts ?? []), ...bot.scripts];
  const cluster = new Cluster(bot, broker, scripts, fields, (...guild) => host.awaits(...guild));
  return {
    async start() {
      await cluster.open();
      bot.cluster = cluster;
      await sharding.start();
    },
    leave: () => sharding.leave(),
    async checkRedis() {
      if (broker.usesRedis && !broker.isConnected)
        throw new Error("the processes of the bot cannot reach each other: Redis does not answer");
      await sharding.checkRedis?.();
    },
    async close() {
      await cluster.close();
      await sharding.close();
    },
  };
}
