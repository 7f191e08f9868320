import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayOpcodes,
  type GatewayPresenceUpdateData,
  PresenceUpdateStatus,
} from "discord-api-types/v10";
import { explainClose, isFatalClose } from "../gateway/close-codes.ts";
import type { Gateway, GatewayOptions } from "../gateway/gateway.ts";
import type { IdentifyLimit } from "../gateway/identify-limit.ts";
import type { Session } from "../gateway/session.ts";
import type { LeftShard, ShardListener } from "../gateway/shard.ts";
import type { PresenceSource } from "../presence/presence.ts";
import { ShardPresence } from "../presence/shard-presence.ts";
import type { StartSchedule } from "../schedule/schedule.ts";
import type { Bot } from "./bot.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { Origin } from "./origin.ts";

/** What a process does for the whole bot, as the only one: schedules, registering commands, the account's look. */
export interface Duties {
  /**
   * Throws when Discord refuses the commands or the look.
   * @param start what starts schedules, where processes take them over from each other
   */
  begin(start?: StartSchedule): Promise<void>;
  end(): void;
}

/** Members from which on a guild is large, where a bot does not say. */
const DEFAULT_THRESHOLD = 50;

/** What a bot without a presence shows. */
const NOTHING_SHOWN: GatewayPresenceUpdateData = {
  since: null,
  activities: [],
  status: PresenceUpdateStatus.Online,
  afk: false,
};

/** Gets all that shards bring, beside the handlers, and keeps what it is told on READY and later. */
export interface ShardFeed {
  /** Before a shard connects. */
  run(shardId: number): Promise<void>;
  /** A shard is not here any more. */
  left(shardId: number): void;
  dispatch(payload: GatewayDispatchPayload, shardId: number): void;
  /** @param latency milliseconds of a round trip */
  heartbeat(latency: number, shardId: number): void;
  closed(code: number, shardId: number): void;
}

export type HostSettings = Omit<GatewayOptions, "shardCount">;

/** Runs shards in this process: their connections, what they show, and what they bring to the handlers. */
export class ShardHost implements ShardListener {
  /** Whether a dispatch is to be taken in later, by whoever says so; undefined while none is. */
  holdsBack: ((payload: GatewayDispatchPayload, origin: Origin) => boolean) | undefined;
  readonly #presences = new Map<number, ShardPresence>();
  /** Session ids by shard: part of what tells one dispatch from all others. */
  readonly #sessions = new Map<number, string>();
  /** By shard, which call has it run. */
  readonly #runs = new Map<number, symbol>();
  /** What Discord has been told that a shard shows, as JSON. */
  readonly #shown = new Map<number, string>();
  /** Is told that something else is shown on a shard, where another process may have to know. */
  onShown: ((shardId: number) => void) | undefined;
  /** Where there is one, all dispatches are read, and shards begin new sessions in this process. */
  feed: ShardFeed | undefined;
  #options: GatewayOptions | undefined;

  constructor(
    readonly bot: Bot,
    readonly gateway: Gateway,
    readonly duties: Duties,
    private readonly settings: HostSettings,
    readonly dispatcher: Dispatcher,
    private readonly presence: PresenceSource | undefined,
  ) {}

  /**
   * Says how many shards there are over all processes, before the first one runs.
   * @param watched lets someone else see what becomes of them
   */
  async open(
    shardCount: number,
    limit?: IdentifyLimit,
    watched: (listener: ShardListener) => ShardListener = (listener) => listener,
  ): Promise<void> {
    this.#options = { ...this.settings, shardCount };
    this.bot.shard = { ids: [], count: shardCount };
    await this.gateway.open(this.#options, watched(this), limit);
  }

  /** Connects a shard; resolves when it is ready for the first time, or left before it connects. */
  async run(id: number, session?: Session): Promise<void> {
    const run = Symbol();
    this.#runs.set(id, run);
    const { ids, count } = this.bot.shard;
    this.bot.shard = { ids: [...ids, id].sort((a, b) => a - b), count };
    this.bot.cluster?.announce();
    const before = this.#shown.get(id);
    const presence =
      this.presence && new ShardPresence(this.bot, this.presence, id, (d) => this.#show(id, d), before);
    if (presence !== undefined) this.#presences.set(id, presence);
    if (session === undefined) this.#sessions.delete(id);
    else this.#sessions.set(id, session.id);
    const initial = await presence?.initial();
    await this.feed?.run(id);
    // It may have been left meanwhile.
    if (this.#runs.get(id) !== run) return;
    await this.gateway.run(id, { presence: initial, session });
    // Another version has left it: a session goes on with what it shows.
    const isResumed = session !== undefined && this.#sessions.get(id) === session.id;
    if (isResumed && presence === undefined && before !== undefined) await this.#show(id, NOTHING_SHOWN);
  }

  get token(): string {
    return this.settings.token;
  }

  /** Gateway intents as bits. */
  get intents(): number {
    return this.settings.intents;
  }

  /** What shards identify with, as far as a session that was begun otherwise cannot be resumed. */
  get compat(): string {
    const { intents, largeThreshold = DEFAULT_THRESHOLD, shardCount } = this.#options!;
    return `intents ${intents}, large threshold ${largeThreshold}, shards ${shardCount}`;
  }

  /** Ends a shard here at once, so that another process can go on with its session. */
  leave(id: number): LeftShard {
    this.#presences.get(id)?.stop();
    this.#presences.delete(id);
    this.#runs.delete(id);
    const { ids, count } = this.bot.shard;
    this.bot.shard = { ids: ids.filter((each) => each !== id), count };
    this.bot.cluster?.announce();
    this.feed?.left(id);
    return this.gateway.leave(id);
  }

  /** Ends all shards for good. */
  async close(): Promise<void> {
    for (const presence of this.#presences.values()) presence.stop();
    await this.gateway.close();
  }

  presenceOf(shardId: number): ShardPresence | undefined {
    return this.#presences.get(shardId);
  }

  /** Whether a guild of a shard may be one that has yet to arrive: Discord has said so, or nothing at all. */
  awaits(guildId: string, shardId: number): boolean {
    return !this.#sessions.has(shardId) || this.dispatcher.slices.get("joined")?.entry(guildId) !== undefined;
  }

  /** What Discord has been told that a shard shows, as JSON; undefined for nothing. */
  shownOf(shardId: number): string | undefined {
    return this.#shown.get(shardId);
  }

  /** Notes what Discord has been told of a shard, here or in the process that had it before. */
  noteShown(shardId: number, shown: string | undefined): void {
    if (shown === undefined) this.#shown.delete(shardId);
    else this.#shown.set(shardId, shown);
    this.onShown?.(shardId);
  }

  wants(dispatch: string): boolean {
    return this.feed !== undefined || this.dispatcher.wants(dispatch);
  }

  dispatch(payload: GatewayDispatchPayload, shardId: number): void {
    if (payload.t === GatewayDispatchEvents.Ready) {
      const { user, guilds, session_id } = payload.d;
      this.bot.becameReady(user);
      this.#sessions.set(shardId, session_id);
      this.noteShown(shardId, this.#presences.get(shardId)?.begin());
      this.bot.log.info(
        { user: user.username, guilds: guilds.length, ...this.#named(shardId) },
        "connected to Discord",
      );
    }
    this.feed?.dispatch(payload, shardId);
    const dispatchId = `${this.#sessions.get(shardId)}:${payload.s}`;
    const right = this.dispatcher.rightOf?.(shardId);
    const origin = { shardId, dispatchId, right };
    if (!this.holdsBack?.(payload, origin)) this.dispatcher.dispatch(payload, origin);
  }

  heartbeat(latency: number, shardId: number): void {
    this.bot.ping = latency;
    this.feed?.heartbeat(latency, shardId);
  }

  failed(error: Error, shardId: number): void {
    this.bot.log.warn({ shardId, reason: error.message }, "the connection to Discord failed");
    this.dispatcher.emit("shard_failed", { shardId, error });
  }

  closed(code: number, shardId: number): void {
    this.feed?.closed(code, shardId);
    this.dispatcher.emit("shard_closed", { shardId, code });
    if (!isFatalClose(code)) return;
    this.bot.log.fatal({ code }, explainClose(code));
    process.exit(1);
  }

  async #show(shardId: number, d: GatewayPresenceUpdateData): Promise<void> {
    await this.gateway.send(shardId, { op: GatewayOpcodes.PresenceUpdate, d });
    this.noteShown(shardId, JSON.stringify(d));
  }

  /** A bot of one shard need not say which. */
  #named(shardId: number): object {
    return this.#options?.shardCount === 1 ? {} : { shardId };
  }
}
