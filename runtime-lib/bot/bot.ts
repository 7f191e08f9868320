import type { Cluster } from "../broker/cluster.ts";
import type { ResponseCache } from "../cache/response-cache.ts";
import type { Caches } from "../caches/caches.ts";
import type { Logger } from "../log/logger.ts";
import type { Meter } from "../metrics/meter.ts";
import type { UserCounters } from "../metrics/user-counters.ts";
import type { DiscordRest } from "../rest/discord-rest.ts";
import type { ShardScript } from "../sharding/shard-script.ts";
import type { SqlDatabase } from "../state/sql-database.ts";
import type { StateStore } from "../state/store.ts";
import type { Timers } from "../timers/timers.ts";
import type { Tracer } from "../tracing/tracer.ts";
import type { Guild, User } from "../types.ts";
import type { Client, Connection, Shards } from "./client.ts";
import { EmittedEvents } from "./emitted-events.ts";
import type { Operations } from "./operations.ts";
import type { Origin } from "./origin.ts";
import type { Work } from "./work.ts";

/** What handlers work with: the connections and stores of one running bot. */
export class Bot implements Client {
  /** Milliseconds of the gateway's last round trip. */
  ping = 0;
  /** The shards that run here. */
  shard: Shards = { ids: [0], count: 1 };
  /** Where the tables are, of a bot that has some. */
  database: SqlDatabase | undefined;
  /** The other processes of the bot, where it can reach them. */
  cluster: Cluster | undefined;
  /** What creates timers and fires them, of a bot that has some. */
  timers: Timers | undefined;
  /** Begins to tell apart what a run of a handler does, where another process could have to run it again. */
  operationsOf: ((origin: Origin, handler: string) => Operations | undefined) | undefined;
  /** Is told what the bot does; undefined where nobody measures it. */
  meter: Meter | undefined;
  /** Follows what the bot does; undefined where nobody is told of that. */
  tracer: Tracer | undefined;
  /** What the document counts, once it has begun to. */
  counters: UserCounters | undefined;
  /** Whether other processes may take shards over from this one, or give it theirs, while it runs. */
  shardsMove = false;
  /** What plugins have other processes asked for. */
  scripts: readonly ShardScript[] = [];
  /** Events that handlers emit. */
  readonly emitted = new EmittedEvents();
  #user: User | undefined;
  #readyAt: number | undefined;

  constructor(
    readonly rest: DiscordRest,
    readonly log: Logger,
    readonly work: Work,
    readonly store: StateStore,
    /** State variables with `persist: false`. */
    readonly memory: StateStore,
    readonly caches: Caches,
    /** What was read and computed, by keys; undefined where the bot keeps nothing of that. */
    readonly cache: ResponseCache | undefined,
  ) {}

  get client(): Client {
    return this;
  }

  get ws(): Connection {
    return this;
  }

  get user(): User {
    if (this.#user === undefined) throw new Error("the bot's account is known once it is ready");
    return this.#user;
  }

  get uptime(): number {
    return this.#readyAt === undefined ? 0 : Math.round(performance.now() - this.#readyAt);
  }

  get guilds(): readonly Guild[] {
    return this.caches.guilds?.all() ?? [];
  }

  /** A guild from the cache; undefined when it is not known, or in a direct message. */
  guild(id: string | undefined): Guild | undefined {
    return id === undefined ? undefined : this.caches.guilds?.get(id);
  }

  /** Notes that the gateway has let the bot in. */
  becameReady(user: User): void {
    this.#user = user;
    this.#readyAt ??= performance.now();
  }
}
