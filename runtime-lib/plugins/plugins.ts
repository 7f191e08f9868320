import type { Bot } from "../bot/bot.ts";
import { EverywhereContext } from "../contexts/everywhere-context.ts";
import { FurlowError } from "../errors/errors.ts";
import { onEmitted } from "../events/emitted.ts";
import { askShards } from "../sharding/ask-shards.ts";
import { asJson, type ShardScript } from "../sharding/shard-script.ts";
import type { Client, Cluster, Log, Plugin } from "./api.ts";
import { clientValue } from "./broadcast.ts";
import type { PluginSet } from "./plugin-set.ts";
import { GuildsClient } from "./shard-client.ts";

/** A module with functions for every shard, as the bundler makes it of what was written. */
export interface PluginPart {
  readonly $broadcasts?: readonly ShardScript[];
}

/** A module that `plugins` lists. */
interface PluginModule extends PluginPart {
  readonly default: Plugin;
}

/**
 * The TypeScript of a bot.
 * @param imported modules that are no plugins themselves and have functions for every shard
 */
export function plugins(modules: readonly PluginModule[], imported: readonly object[] = []): PluginSet {
  return { open: (bot) => beginPlugins(bot, modules, imported, (module, client) => module.default(client)) };
}

/**
 * Calls the plugins of a bot, and makes known what they run on every shard.
 * @returns what is to be called when the bot is ready
 */
export function beginPlugins<Module extends PluginPart>(
  bot: Bot,
  modules: readonly Module[],
  imported: readonly object[],
  call: (module: Module, client: Client) => unknown,
): () => void {
  const parts: readonly PluginPart[] = [...modules, ...imported];
  const value = clientValue();
  bot.scripts = [value, ...parts.flatMap(({ $broadcasts = [] }) => $broadcasts)];
  let started: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    started = resolve;
  });
  const client = new ProcessClient(bot, ready, value);
  for (const module of modules) bot.work.start("plugins", async () => void (await call(module, client)));
  return started;
}

/** What plugins get. */
class ProcessClient extends GuildsClient implements Client {
  override readonly shard: Cluster;

  constructor(
    bot: Bot,
    readonly ready: Promise<void>,
    clientValue: ShardScript,
  ) {
    const shard = clusterOf(bot, clientValue);
    super(bot, () => bot.guilds, shard);
    this.shard = shard;
  }

  get log(): Log {
    return this.bot.log;
  }

  on(event: string, run: (data: Readonly<Record<string, unknown>>) => unknown): void {
    this.bot.emitted.append(
      event,
      onEmitted(event, async (ctx) => {
        const { data } = (
          ctx as typeof ctx & { readonly event: { readonly data: Readonly<Record<string, unknown>> } }
        ).event;
        await run(data);
      }),
    );
  }

  emit(event: string, data: Readonly<Record<string, unknown>> = {}): Promise<void> {
    return this.bot.emitted.fire(new EverywhereContext(this.bot), event, data);
  }
}

function clusterOf(bot: Bot, clientValue: ShardScript): Cluster {
  return {
    get ids() {
      return bot.shard.ids;
    },
    get count() {
      return bot.shard.count;
    },
    async broadcastEval(run, { context, shard, timeout } = {}) {
      const script = run as unknown as ShardScript;
      if (script.id === undefined)
        throw new FurlowError("E3003", "broadcastEval was given a function that does not stand in its call");
      const question = { script, argument: context === undefined ? undefined : asJson(context) };
      return await askShards(bot, question, { target: shard, timeout });
    },
    fetchClientValues: (path) => askShards(bot, { script: clientValue, argument: path }),
  };
}
