import type {
  GatewayGuildDeleteDispatchData,
  GatewayMessageDeleteBulkDispatchData,
  GatewayMessageDeleteDispatchData,
} from "discord-api-types/v10";
import type { CachedMessage, Message, PartialMessage } from "../types.ts";
import type { EntityCache } from "./entity-cache.ts";

/** Messages that are kept of each channel; beyond, those not read or changed for the longest go. */
const CAPACITY = 200;

export interface MessageCache extends EntityCache<CachedMessage | ReadonlyMap<string, CachedMessage>> {
  get(channelId: string, id: string): CachedMessage | undefined;
}

/** The messages of one channel, those used last at the end. */
interface ChannelMessages {
  readonly guildId: string | undefined;
  readonly messages: Map<string, CachedMessage>;
}

/** Keeps of the last messages of each channel exactly what `pick` takes. */
export function messageCache(pick: (message: Message) => CachedMessage): MessageCache {
  const channels = new Map<string, ChannelMessages>();
  const dropChannel = ({ id }: { id: string }) => {
    channels.delete(id);
    return undefined;
  };
  const remove = (channelId: string, id: string) => {
    const messages = channels.get(channelId)?.messages;
    const message = messages?.get(id);
    messages?.delete(id);
    return message;
  };
  const changes: Record<string, (data: never) => CachedMessage | Map<string, CachedMessage> | undefined> = {
    MESSAGE_CREATE: (message: Message) => put(channels, message, pick(message)),
    MESSAGE_UPDATE: (message: PartialMessage) => {
      const before = channels.get(message.channel_id)?.messages.get(message.id);
      // What is changed of a message that is not known says too little to keep it.
      if (before === undefined && message.author === undefined) return undefined;
      put(channels, message, pick({ ...before, ...message } as Message));
      return before;
    },
    MESSAGE_DELETE: ({ channel_id, id }: GatewayMessageDeleteDispatchData) => remove(channel_id, id),
    MESSAGE_DELETE_BULK: ({ channel_id, ids }: GatewayMessageDeleteBulkDispatchData) => {
      const gone = new Map<string, CachedMessage>();
      for (const id of ids) {
        const message = remove(channel_id, id);
        if (message !== undefined) gone.set(id, message);
      }
      return gone;
    },
    CHANNEL_DELETE: dropChannel,
    THREAD_DELETE: dropChannel,
    GUILD_DELETE: ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
      if (unavailable) return undefined;
      for (const [channelId, { guildId }] of channels) if (guildId === id) channels.delete(channelId);
      return undefined;
    },
  };
  return {
    get(channelId, id) {
      const messages = channels.get(channelId)?.messages;
      const message = messages?.get(id);
      if (message !== undefined) touch(messages!, message);
      return message;
    },
    dispatches: Object.keys(changes),
    take: (dispatch, data) => changes[dispatch]?.(data),
    export: () =>
      [...channels].map(([id, { guildId, messages }]) => ({ id, guildId, messages: [...messages.values()] })),
    import(data) {
      for (const { id, guildId, messages } of data as readonly Exported[]) {
        channels.set(id, { guildId, messages: new Map(messages.map((message) => [message.id, message])) });
      }
    },
  };
}

interface Exported {
  readonly id: string;
  readonly guildId: string | undefined;
  readonly messages: readonly CachedMessage[];
}

function put(
  channels: Map<string, ChannelMessages>,
  payload: PartialMessage,
  message: CachedMessage,
): undefined {
  let channel = channels.get(payload.channel_id);
  if (channel === undefined) {
    channel = { guildId: payload.guild_id, messages: new Map() };
    channels.set(payload.channel_id, channel);
  }
  touch(channel.messages, message);
  if (channel.messages.size <= CAPACITY) return;
  const oldest = channel.messages.keys().next().value;
  if (oldest !== undefined) channel.messages.delete(oldest);
}

/** A map keeps the order in which keys came. */
function touch(messages: Map<string, CachedMessage>, message: CachedMessage): void {
  messages.delete(message.id);
  messages.set(message.id, message);
}
