import { type APIMessage, type RESTPostAPIChannelMessageJSONBody, Routes } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { messageOf } from "../errors/errors.ts";
import { USERS_ONLY } from "../messages/mentions.ts";
import type * as payload from "../types.ts";
import type { Channel, Guild, KnownUser, OutgoingMessage, Sendable, ShardClient, Shards } from "./api.ts";
import { Collection } from "./collection.ts";

/**
 * What plugins read of an entry. The compiler has the caches keep a field when its name occurs in a plugin
 * (`compiler/language/plugin-api.ts`).
 */
type Kept<Entry, Fields> = Entry & Partial<Fields>;
type KeptGuild = Kept<payload.Guild, Record<"name" | "owner_id" | "system_channel_id", string>> & {
  readonly member_count?: number;
};
interface KeptUser {
  readonly id: string;
  readonly username?: string;
  readonly global_name?: string | null;
  readonly bot?: boolean;
}

/** The guilds of some shards, as plugins see them. */
export class GuildsClient implements ShardClient {
  /** @param guildsOf gives the guilds at the moment */
  constructor(
    protected readonly bot: Bot,
    private readonly guildsOf: () => readonly payload.Guild[],
    readonly shard: Shards,
  ) {}

  get user(): payload.User {
    return this.bot.user;
  }

  get ping(): number {
    return this.bot.ping;
  }

  get uptime(): number {
    return this.bot.uptime;
  }

  get guilds(): { readonly cache: Collection<Guild> } {
    return { cache: byId(this.guildsOf().map((guild) => new GuildView(this.bot, guild as KeptGuild))) };
  }

  get channels(): { readonly cache: Collection<Channel> } {
    return { cache: byId(this.guildsOf().flatMap(({ id }) => channelsOf(this.bot, id))) };
  }

  get users(): { readonly cache: Collection<KnownUser> } {
    const { members } = this.bot.caches;
    const users = this.guildsOf().flatMap(({ id }) => [...(members?.of(id) ?? [])].map(({ user }) => user));
    return { cache: byId(users.map(knownUser)) };
  }
}

class GuildView implements Guild {
  readonly #bot: Bot;
  readonly #guild: KeptGuild;

  constructor(bot: Bot, guild: KeptGuild) {
    this.#bot = bot;
    this.#guild = guild;
  }

  get id(): string {
    return this.#guild.id;
  }

  get name(): string {
    return this.#guild.name ?? "";
  }

  get ownerId(): string {
    return this.#guild.owner_id ?? "";
  }

  get memberCount(): number {
    return this.#guild.member_count ?? 0;
  }

  get systemChannelId(): string | null {
    return this.#guild.system_channel_id ?? null;
  }

  get systemChannel(): Sendable | null {
    const id = this.systemChannelId;
    return id === null ? null : { id, send: (message) => send(this.#bot, id, message) };
  }

  get channels(): { readonly cache: Collection<Channel> } {
    return { cache: byId(channelsOf(this.#bot, this.id)) };
  }
}

function channelsOf(bot: Bot, guildId: string): Channel[] {
  return [...(bot.caches.channels?.of(guildId) ?? [])].map((entry) => {
    const { id, name, type, parent_id } = entry as payload.Channel;
    return {
      id,
      guildId,
      name: name ?? "",
      type: type ?? 0,
      parentId: parent_id ?? null,
      send: (message) => send(bot, id, message),
    };
  });
}

function knownUser({ id, username = "", global_name = null, bot = false }: KeptUser): KnownUser {
  return { id, username, globalName: global_name, bot };
}

function byId<Value extends { readonly id: string }>(values: readonly Value[]): Collection<Value> {
  return new Collection(new Map(values.map((value) => [value.id, value])));
}

/** Sends a message. Stopping waits for it, and a failure that nobody waits for is not one of the process. */
async function sendNow(bot: Bot, channelId: string, message: OutgoingMessage): Promise<string> {
  const body: RESTPostAPIChannelMessageJSONBody = {
    allowed_mentions: USERS_ONLY,
    ...(typeof message === "string" ? { content: message } : message),
  };
  return ((await bot.rest.post(Routes.channelMessages(channelId), { body })) as APIMessage).id;
}

function send(bot: Bot, channelId: string, message: OutgoingMessage): Promise<string> {
  const sent = sendNow(bot, channelId, message);
  const told = sent.then(
    () => {},
    (error: unknown) =>
      bot.log.warn({ channelId, reason: messageOf(error) }, "a plugin's message was not sent"),
  );
  bot.work.track(told);
  return sent;
}
