import { EventEmitter } from "node:events";
import { availableParallelism } from "node:os";
import type { APIGatewayBotInfo } from "discord-api-types/v10";
import { DEFAULTS } from "../runtime-lib/bot/settings.ts";
import { gatewayInfo } from "../runtime-lib/gateway/gateway-info.ts";
import { createLogger } from "../runtime-lib/log/logger.ts";
import { ShardManager } from "../runtime-lib/manager/shard-manager.ts";
import type { ProcessEnd } from "../runtime-lib/manager/supervised-process.ts";
import { DiscordRest } from "../runtime-lib/rest/discord-rest.ts";
import { type BuiltBundle, builtBundle } from "./built-bundle.ts";
import { Shard } from "./shard.ts";

export interface ShardingManagerOptions {
  /** Of the whole bot; `auto`, as when left out: as many as Discord recommends. */
  readonly totalShards?: number | "auto" | undefined;
  /** The bot's token; DISCORD_TOKEN of the environment or of `.env` when left out. */
  readonly token?: string | undefined;
  /** How many processes share the shards; `auto`, as when left out: one for each processor. */
  readonly processes?: number | "auto" | undefined;
  /** Milliseconds that handlers have for ending when their process stops: `shutdown.timeout` of the bot. */
  readonly stopTimeout?: number | undefined;
}

/** What a manager tells of. */
export interface ShardingManagerEvents {
  /** There is a shard; its process starts next. */
  shardCreate: [shard: Shard];
}

/** Runs a bot's shards in several processes of this host, each of which is started again when it ends. */
export class ShardingManager extends EventEmitter<ShardingManagerEvents> {
  /** By their ids, once they are created. */
  readonly shards: ReadonlyMap<number, Shard>;
  readonly #shards = new Map<number, Shard>();
  readonly #entry: string;
  readonly #options: ShardingManagerOptions;
  #manager: ShardManager | undefined;
  #spawned: Promise<ReadonlyMap<number, Shard>> | undefined;
  #failed: (error: Error) => void = () => {};
  #isStopping = false;

  /** @param entry path of the bot's YAML file */
  constructor(entry: string, options: ShardingManagerOptions = {}) {
    super();
    this.#entry = entry;
    this.#options = options;
    this.shards = this.#shards;
  }

  /**
   * Builds the bot where it has changed, starts its processes, and resolves when all shards are ready. Rejects with a
   * BuildError that holds the diagnostics, with what Discord has against the token, and when a process ends before its
   * shards are ready: then all of them are ended.
   */
  spawn(): Promise<ReadonlyMap<number, Shard>> {
    this.#spawned ??= this.#spawn();
    return this.#spawned;
  }

  /** Has one process after another hand its shards over to a new one; resolves when all are ready again. */
  async respawnAll(): Promise<void> {
    await this.#running().restartAll(this.#stopTimeout);
  }

  /**
   * Has the handlers of an event of the bot's own run in every process, as `emit` with `scope: cluster` does.
   * @param data what handlers read as `data`; JSON
   */
  broadcast(event: string, data: Readonly<Record<string, unknown>> = {}): void {
    this.#running().emit(event, data);
  }

  /** Ends all processes: their shards are handed over to whoever runs them next. */
  async destroy(): Promise<void> {
    this.#isStopping = true;
    await this.#manager?.stop(this.#stopTimeout);
  }

  async #spawn(): Promise<ReadonlyMap<number, Shard>> {
    const { token } = this.#options;
    const bundle = await builtBundle({ entry: this.#entry, token, sharded: true });
    const info = await gatewayOf(bundle);
    if (this.#isStopping) throw new Error("the bot was stopped before it was built");
    const totalShards = shardCount(this.#options.totalShards, info);
    for (let id = 0; id < totalShards; id++) this.#create(id);
    const manager = new ShardManager(
      {
        path: bundle.path,
        cwd: bundle.cwd,
        env: bundle.env,
        totalShards,
        processes: processCount(this.#options.processes, totalShards),
        concurrency: info.session_start_limit.max_concurrency,
      },
      createLogger(),
      {
        started: (ids) => this.#each(ids, (shard) => shard.started()),
        ended: (ids, end) => this.#ended(ids, end),
        changed: (change) => this.#each([change.shardId], (shard) => shard.changed(change)),
      },
    );
    this.#manager = manager;
    const failed = new Promise<never>((_resolve, reject) => {
      this.#failed = reject;
    });
    manager.start();
    try {
      await Promise.race([manager.ready(), failed]);
    } catch (error) {
      await this.destroy();
      throw error;
    } finally {
      this.#failed = () => {};
    }
    return this.shards;
  }

  #create(id: number): void {
    const shard = new Shard(id);
    this.#shards.set(id, shard);
    this.emit("shardCreate", shard);
  }

  #ended(ids: readonly number[], end: ProcessEnd): void {
    this.#each(ids, (shard) => shard.ended(end));
    const how = end.signal ?? `exit code ${end.code}`;
    this.#failed(new Error(`the process of ${named(ids)} ended with ${how} before it was ready`));
  }

  #each(ids: readonly number[], tell: (shard: Shard) => void): void {
    for (const id of ids) tell(this.#shards.get(id)!);
  }

  #running(): ShardManager {
    if (this.#manager === undefined) throw new Error("there are no shards yet: call spawn() first");
    return this.#manager;
  }

  get #stopTimeout(): number {
    return this.#options.stopTimeout ?? DEFAULTS.shutdownTimeout;
  }
}

/** Asks Discord how many shards it recommends and how many may start at once. */
async function gatewayOf({ env, token }: BuiltBundle): Promise<APIGatewayBotInfo> {
  const api = env["DISCORD_API_URL"] ?? DEFAULTS.api;
  const { globalRequestsPerSecond } = DEFAULTS;
  const proxy = env["DISCORD_REST_PROXY"] || undefined;
  return await gatewayInfo(new DiscordRest({ api, proxy, globalRequestsPerSecond }).setToken(token), token);
}

function shardCount(said: ShardingManagerOptions["totalShards"], { shards }: APIGatewayBotInfo): number {
  return said === undefined || said === "auto" ? shards : wholeNumber("totalShards", said);
}

function processCount(said: ShardingManagerOptions["processes"], totalShards: number): number {
  const wanted =
    said === undefined || said === "auto" ? availableParallelism() : wholeNumber("processes", said);
  return Math.min(wanted, totalShards);
}

function wholeNumber(name: string, said: number): number {
  if (Number.isInteger(said) && said > 0) return said;
  throw new RangeError(`${name} is a whole number from 1 on, or "auto", and not ${said}`);
}

function named(ids: readonly number[]): string {
  return `${ids.length === 1 ? "shard" : "shards"} ${ids.join(", ")}`;
}
