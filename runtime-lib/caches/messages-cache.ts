import type {
  GatewayGuildDeleteDispatchData,
  GatewayMessageDeleteBulkDispatchData,
  GatewayMessageDeleteDispatchData,
  GatewayReadyDispatchData,
} from "discord-api-types/v10";
import type { CachedMessage, Message, PartialMessage } from "../types.ts";
import { type EntityCache, isServedBy, ONLY_SHARD, type ShardInfo } from "./entity-cache.ts";
import type { Journal } from "./journal.ts";
import type { EntryGroups, Slice, SliceEntry } from "./slice.ts";

/** Messages that are kept of each channel; beyond, those not read or changed for the longest go. */
const CAPACITY = 200;

/** The messages of one channel, those used last at the end. */
interface ChannelMessages {
  /** Empty for a direct message's. */
  readonly guildId: string;
  readonly messages: Map<string, CachedMessage>;
}

type Before = CachedMessage | ReadonlyMap<string, CachedMessage>;

/**
 * The last messages of each channel. As a slice it has an entry `guild:channel:id` for each, those used last at the
 * end.
 */
export class MessageCache implements EntityCache<Before>, Slice {
  journal: Journal | undefined;
  readonly #channels = new Map<string, ChannelMessages>();
  readonly #changes: Record<string, (data: never) => Before | undefined>;

  /** @param pick takes from a message the fields that are kept */
  constructor(pick: (message: Message) => CachedMessage) {
    const dropChannel = ({ id }: { id: string }) => this.#drop(id);
    this.#changes = {
      // What was written stays as it was, also for a new session.
      READY: ({ shard }: GatewayReadyDispatchData) =>
        this.journal?.restart((shard ?? ONLY_SHARD)[0]) as undefined,
      MESSAGE_CREATE: (message: Message) => this.#put(message, pick(message)),
      MESSAGE_UPDATE: (message: PartialMessage) => {
        const before = this.#channels.get(message.channel_id)?.messages.get(message.id);
        // What is changed of a message that is not known says too little to keep it.
        if (before === undefined && message.author === undefined) return undefined;
        this.#put(message, pick({ ...before, ...message } as Message));
        return before;
      },
      MESSAGE_DELETE: ({ channel_id, id }: GatewayMessageDeleteDispatchData) => this.#remove(channel_id, id),
      MESSAGE_DELETE_BULK: ({ channel_id, ids }: GatewayMessageDeleteBulkDispatchData) => {
        const gone = new Map<string, CachedMessage>();
        for (const id of ids) {
          const message = this.#remove(channel_id, id);
          if (message !== undefined) gone.set(id, message);
        }
        return gone;
      },
      CHANNEL_DELETE: dropChannel,
      THREAD_DELETE: dropChannel,
      GUILD_DELETE: ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
        if (unavailable) return undefined;
        for (const [channelId, { guildId }] of this.#channels) if (guildId === id) this.#drop(channelId);
        return undefined;
      },
    };
  }

  get dispatches(): readonly string[] {
    return Object.keys(this.#changes);
  }

  take(dispatch: string, data: never): Before | undefined {
    return this.#changes[dispatch]?.(data);
  }

  get(channelId: string, id: string): CachedMessage | undefined {
    const channel = this.#channels.get(channelId);
    const message = channel?.messages.get(id);
    if (message !== undefined) this.#touch(channelId, channel!, message);
    return message;
  }

  *groups(): EntryGroups {
    for (const { guildId, messages } of this.#channels.values()) yield [guildId, messages];
  }

  *entries(shard: ShardInfo): Generator<SliceEntry> {
    for (const [channelId, { guildId, messages }] of this.#channels) {
      if (!isServedBy(guildId, shard)) continue;
      for (const [id, message] of messages) yield [`${guildId}:${channelId}:${id}`, message];
    }
  }

  entry(key: string): CachedMessage | undefined {
    const [, channelId = "", id = ""] = key.split(":");
    return this.#channels.get(channelId)?.messages.get(id);
  }

  restore(_shardId: number, entries: Iterable<SliceEntry>): void {
    for (const [key, message] of entries) {
      const [guildId = "", channelId = "", id = ""] = key.split(":");
      this.#channel(guildId, channelId).messages.set(id, message as CachedMessage);
    }
  }

  forget(shard: ShardInfo): void {
    for (const [id, { guildId }] of this.#channels) if (isServedBy(guildId, shard)) this.#channels.delete(id);
    this.journal?.restart(shard[0]);
  }

  #channel(guildId: string, channelId: string): ChannelMessages {
    const known = this.#channels.get(channelId);
    if (known !== undefined) return known;
    const channel = { guildId, messages: new Map() };
    this.#channels.set(channelId, channel);
    return channel;
  }

  #put({ channel_id, guild_id = "" }: PartialMessage, message: CachedMessage): undefined {
    const channel = this.#channel(guild_id, channel_id);
    this.#touch(channel_id, channel, message);
    if (channel.messages.size <= CAPACITY) return;
    const oldest = channel.messages.keys().next().value;
    if (oldest !== undefined) this.#remove(channel_id, oldest);
  }

  /** A map keeps the order in which keys came. */
  #touch(channelId: string, { guildId, messages }: ChannelMessages, message: CachedMessage): void {
    messages.delete(message.id);
    messages.set(message.id, message);
    this.journal?.moved(guildId, `${guildId}:${channelId}:${message.id}`);
  }

  #remove(channelId: string, id: string): CachedMessage | undefined {
    const channel = this.#channels.get(channelId);
    const message = channel?.messages.get(id);
    if (message === undefined) return undefined;
    channel!.messages.delete(id);
    this.journal?.moved(channel!.guildId, `${channel!.guildId}:${channelId}:${id}`);
    return message;
  }

  #drop(channelId: string): undefined {
    if (this.journal !== undefined) {
      for (const id of this.#channels.get(channelId)?.messages.keys() ?? []) this.#remove(channelId, id);
    }
    this.#channels.delete(channelId);
  }
}

/** Keeps of the last messages of each channel exactly what `pick` takes. */
export function messageCache(pick: (message: Message) => CachedMessage): MessageCache {
  return new MessageCache(pick);
}
