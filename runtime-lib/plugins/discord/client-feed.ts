import type { ResponseLike } from "@discordjs/rest";
import { GatewayDispatchEvents, type GatewayDispatchPayload, Routes } from "discord-api-types/v10";
import type { Bot } from "../../bot/bot.ts";
import type { ShardFeed, ShardHost } from "../../bot/shard-host.ts";
import type { DiscordClient, DiscordClientClass, Manager, Request, Strategy } from "./discord-js.ts";

/** What shards of `@discordjs/ws` 1 tell their manager. */
interface ShardEvents {
  ready: { readonly data: unknown };
  resumed: object;
  dispatch: { readonly data: GatewayDispatchPayload };
  heartbeat: { readonly heartbeatAt: number; readonly ackAt: number; readonly latency: number };
  closed: { readonly code: number };
}

/** How long a request of the Client may take: what waits for a limit counts as well. */
const REQUEST_TIMEOUT = 120_000; /* ms */

/**
 * A discord.js Client on the connections of this process: it opens none of its own, gets what the gateway brings, and
 * sends over the shards there are. docs/decisions/0021-discord-js-client.md says why.
 */
export class ClientFeed implements ShardFeed {
  readonly client: DiscordClient;
  /** The shards that run here. */
  readonly #ids = new Set<number>();
  #manager: Manager | undefined;
  /** Resolves when the Client knows the shards of the last change. */
  #known: Promise<void> = Promise.resolve();

  constructor(
    private readonly bot: Bot,
    private readonly host: ShardHost,
    ClientClass: DiscordClientClass,
  ) {
    const { api, version, globalRequestsPerSecond } = bot.rest.options;
    this.client = new ClientClass({
      intents: host.intents,
      allowedMentions: { parse: ["users"], repliedUser: true },
      ws: { buildStrategy: (manager) => this.#strategy(manager) },
      rest: {
        api,
        version,
        globalRequestsPerSecond,
        timeout: REQUEST_TIMEOUT,
        makeRequest: (...request) => this.#request(...request),
      },
    });
    // Rejections of listeners come here as well.
    this.client.on("error", (error) => void bot.work.report(error, "plugins"));
    this.#guardListeners();
  }

  async run(shardId: number): Promise<void> {
    this.#ids.add(shardId);
    await this.#tellShards();
  }

  left(shardId: number): void {
    const { client } = this;
    this.#ids.delete(shardId);
    client.ws.shards.delete(shardId);
    client.channels.cache.sweep(({ guild }) => guild?.shardId === shardId);
    client.guilds.cache.sweep((guild) => guild.shardId === shardId);
    this.#tellShards().catch((error: unknown) => this.bot.work.report(error, "plugins"));
  }

  dispatch(payload: GatewayDispatchPayload, shardId: number): void {
    // The Client writes into what it is given, and handlers read it later.
    const data = structuredClone(payload);
    if (data.t === GatewayDispatchEvents.Ready) this.#tell(shardId, "ready", { data: data.d });
    if (data.t === GatewayDispatchEvents.Resumed) this.#tell(shardId, "resumed", {});
    this.#tell(shardId, "dispatch", { data });
  }

  heartbeat(latency: number, shardId: number): void {
    const now = Date.now();
    this.#tell(shardId, "heartbeat", { heartbeatAt: now - latency, ackAt: now, latency });
  }

  closed(code: number, shardId: number): void {
    this.#tell(shardId, "closed", { code });
  }

  /** What a listener throws is the plugin's: the Client also emits where nobody would catch it, what had to wait. */
  #guardListeners(): void {
    const { client } = this;
    const emit = client.emit.bind(client);
    client.emit = (...event: unknown[]) => {
      try {
        return emit(...event);
      } catch (error) {
        void this.bot.work.report(error, "plugins");
        return true;
      }
    };
  }

  #tell<Name extends keyof ShardEvents>(shardId: number, event: Name, data: ShardEvents[Name]): void {
    if (!this.#ids.has(shardId) || this.bot.work.stopped) return;
    try {
      this.#manager?.emit(event, { ...data, shardId });
    } catch (error) {
      void this.bot.work.report(error, "plugins");
    }
  }

  #tellShards(): Promise<void> {
    this.#known = this.#known.catch(() => {}).then(() => this.#login());
    return this.#known;
  }

  /** Logging in again with the same token has the Client take up the shards that are new. */
  async #login(): Promise<void> {
    if (this.#ids.size === 0 || this.bot.work.stopped) return;
    const { options } = this.client;
    const ids = [...this.#ids];
    if (this.#manager === undefined) {
      options.shards = ids;
      options.shardCount = this.bot.shard.count;
    } else {
      this.#manager.options.shardIds = ids;
      await this.#manager.getShardIds(true);
    }
    await this.client.login(this.host.token);
  }

  /** The shards are there already: nothing is to be connected or closed. */
  #strategy(manager: Manager): Strategy {
    this.#manager = manager;
    return {
      spawn() {},
      connect() {},
      destroy() {},
      // READY says how a shard is, as for any Client.
      fetchStatus: () => new Map(),
      send: (shardId, payload) => this.host.gateway.send(shardId, payload),
    };
  }

  /** Requests that the Client's queues let through go where all others go; stopping waits for them. */
  async #request(...[url, init]: Parameters<Request>): Promise<ResponseLike> {
    if (url.endsWith(Routes.gatewayBot())) return await this.#gatewayInfo();
    const sent = this.bot.rest.carry(url, init);
    this.bot.work.track(
      sent.then(
        () => {},
        () => {},
      ),
    );
    return await sent;
  }

  /** What was asked at the start. No session is begun for the Client: none can be lacking. */
  async #gatewayInfo(): Promise<ResponseLike> {
    const { session_start_limit: starts, ...info } = await this.host.gateway.info;
    const answer = { ...info, session_start_limit: { ...starts, remaining: starts.total } };
    return Response.json(answer) as unknown as ResponseLike;
  }
}
