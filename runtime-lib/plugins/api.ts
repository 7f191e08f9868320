import type { RESTPostAPIChannelMessageJSONBody } from "discord-api-types/v10";
import type { User } from "../types.ts";
import type { Collection } from "./collection.ts";

export type { Collection, User };

/** A text, or a message as Discord takes it. It mentions users only, unless it says otherwise. */
export type OutgoingMessage = string | RESTPostAPIChannelMessageJSONBody;

/** A channel that messages can be sent to. */
export interface Sendable {
  readonly id: string;
  /**
   * Sends a message. What fails is logged and rejects; who does not wait for it need not catch it.
   * @returns the message's id
   */
  send(message: OutgoingMessage): Promise<string>;
}

/** A channel or active thread of a guild. */
export interface Channel extends Sendable {
  readonly guildId: string;
  readonly name: string;
  /** Discord's number of the kind of channel. */
  readonly type: number;
  readonly parentId: string | null;
}

/** A guild that the bot is in. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly memberCount: number;
  readonly systemChannelId: string | null;
  /** Where Discord tells of new members; null when there is none. */
  readonly systemChannel: Sendable | null;
  readonly channels: { readonly cache: Collection<Channel> };
}

/** A user that is a member of a guild of the bot, as far as Discord has sent it. */
export interface KnownUser {
  readonly id: string;
  readonly username: string;
  readonly globalName: string | null;
  readonly bot: boolean;
}

/** What a function sees that runs on a shard: its guilds, and what is in them. */
export interface ShardClient {
  /** The bot's account. */
  readonly user: User;
  readonly guilds: { readonly cache: Collection<Guild> };
  readonly channels: { readonly cache: Collection<Channel> };
  readonly users: { readonly cache: Collection<KnownUser> };
  /** Milliseconds of the gateway's last round trip. */
  readonly ping: number;
  /** Milliseconds since the process became ready. */
  readonly uptime: number;
  readonly shard: Shards;
}

export interface Shards {
  /** Those that run here. */
  readonly ids: readonly number[];
  /** Of the whole bot. */
  readonly count: number;
}

export interface BroadcastOptions<Context> {
  /** JSON that the function gets as its second parameter. */
  readonly context?: Context;
  /** The number of a shard, or a list of them; all when left out. */
  readonly shard?: number | readonly number[];
  /** Milliseconds until shards that have not answered count as failed; 5,000 when left out. */
  readonly timeout?: number;
}

/** Every shard of the bot, whichever process runs it. */
export interface Cluster extends Shards {
  /**
   * Runs a function once for each shard, in the process that runs it, and gives what it returns, as JSON holds it, in the
   * shards' order. The function stands in the call and uses nothing that is declared outside of it. Rejects with an error
   * that names the shards without an answer, and why.
   */
  broadcastEval<Result, Context = undefined>(
    run: (client: ShardClient, context: Context) => Result,
    options?: BroadcastOptions<Context>,
  ): Promise<Awaited<Result>[]>;
  /**
   * What a property is on each shard, in their order.
   * @param path from a `ShardClient`, such as `guilds.cache.size`
   */
  fetchClientValues(path: string): Promise<unknown[]>;
}

/** What a plugin gets: the bot, as far as this process runs it. */
export interface Client extends ShardClient {
  /** Resolves when the shards that this process begins with are ready. */
  readonly ready: Promise<void>;
  readonly shard: Cluster;
  readonly log: Log;
  /** Has a function run on an event that the document, or this, emits. What it throws is logged. */
  on(event: string, run: (data: Readonly<Record<string, unknown>>) => unknown): void;
  /** Runs the handlers of an event in this process; resolves when they have ended. */
  emit(event: string, data?: Readonly<Record<string, unknown>>): Promise<void>;
}

/** The bot's log. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** A plugin: called once in each process, before it connects. What it returns is not waited for. */
export type Plugin = (client: Client) => unknown;
