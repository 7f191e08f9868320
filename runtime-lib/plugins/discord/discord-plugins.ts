import type { Client } from "../api.ts";
import type { PluginSet } from "../plugin-set.ts";
import { beginPlugins, type PluginPart } from "../plugins.ts";
import { ClientFeed } from "./client-feed.ts";
import type { DiscordClientClass } from "./discord-js.ts";

/** A module that `plugins` lists, of a bot with a discord.js Client. */
interface DiscordPluginModule<Discord> extends PluginPart {
  readonly default: (client: Client, discord: Discord) => unknown;
}

/** What is taken of discord.js. Its types are those of the version that the bot has. */
interface DiscordModule<Discord> {
  readonly Client: new (options: never) => Discord;
}

/**
 * The TypeScript of a bot with a discord.js Client.
 * @param load gives discord.js
 * @param imported modules that are no plugins themselves and have functions for every shard
 */
export function discordPlugins<Discord>(
  modules: readonly DiscordPluginModule<Discord>[],
  load: () => Promise<DiscordModule<Discord>>,
  imported: readonly object[] = [],
): PluginSet {
  return {
    async open(bot, host) {
      const { Client: ClientClass } = await load();
      const feed = new ClientFeed(bot, host, ClientClass as unknown as DiscordClientClass);
      host.feed = feed;
      return beginPlugins(bot, modules, imported, (module, client) =>
        module.default(client, feed.client as Discord),
      );
    },
  };
}
