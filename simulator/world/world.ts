import type { ResolvedOptions } from "../options.ts";
import { defaultGuild, type GuildSeed } from "../seeds.ts";
import { buildGuild, type GuildParts } from "./build-guild.ts";
import { Commands } from "./commands.ts";
import type { GuildState } from "./guild-state.ts";
import { Interactions } from "./interactions.ts";
import { MessageStore } from "./message-store.ts";
import type { Channel, Invite, User, Webhook } from "./model.ts";
import { ReactionBook } from "./reactions.ts";
import { SnowflakeFactory } from "./snowflake.ts";
import { Users } from "./users.ts";

/** Who a gateway event is for: the shard of a guild, one shard, or (neither) the shard of direct messages. */
export interface EventTarget {
  guildId?: string | undefined;
  shardId?: number | undefined;
  /** Also to sessions without the intent, as Discord does with changes of the bot itself. */
  always?: boolean;
}

/** Sends a gateway event to every session it is for. */
export type Dispatch = (event: string, data: object, target: EventTarget) => void;

/** The state of the simulated Discord. REST and the control interface change it; the gateway tells of it. */
export class World implements GuildParts {
  readonly options: ResolvedOptions;
  readonly ids = new SnowflakeFactory();
  readonly users = new Users(this.ids);
  readonly bot: User;
  readonly guilds: Map<string, GuildState> = new Map();
  /** Guild channels, threads and direct messages alike. */
  readonly channels: Map<string, Channel> = new Map();
  readonly webhooks: Map<string, Webhook> = new Map();
  /** Invites by code. */
  readonly invites: Map<string, Invite> = new Map();
  /** Ids of the users in a thread, by its id. */
  readonly threadMembers: Map<string, Set<string>> = new Map();
  interactions = new Interactions();
  readonly reactors = new ReactionBook();
  readonly commands: Commands;
  /** What the application's profile says. */
  description = "";
  /** Set once too many IDENTIFYs have cost the bot its token. */
  tokenRevoked = false;
  dispatch: Dispatch = () => {};
  readonly #messages = new Map<string, MessageStore>();
  readonly #dms = new Map<string, Channel>();
  /** Messages sent with a nonce, for `enforce_nonce`. */
  readonly nonces: Map<string, string> = new Map();
  /** Files that were sent, by the path under which they can be fetched. */
  readonly uploads: Map<string, { readonly contentType: string; readonly data: Uint8Array }> = new Map();

  constructor(options: ResolvedOptions, guilds: GuildSeed[] | undefined) {
    this.options = options;
    this.bot = this.users.ensure({ id: options.applicationId, username: "simulated-bot", bot: true });
    this.commands = new Commands(this.ids, options.applicationId);
    for (const seed of guilds ?? [defaultGuild()]) this.addGuild(seed);
  }

  /** Takes a guild in; dispatches nothing. */
  addGuild(seed: GuildSeed): GuildState {
    const guild = buildGuild(this, seed);
    this.guilds.set(guild.id, guild);
    for (const channel of guild.channels.values()) this.channels.set(channel.id, channel);
    return guild;
  }

  /** Forgets a guild and its channels; dispatches nothing. */
  removeGuild(guild: GuildState): void {
    this.guilds.delete(guild.id);
    for (const id of [...guild.channels.keys(), ...guild.threads.keys()]) this.forgetChannel(id);
  }

  forgetChannel(id: string): void {
    this.channels.delete(id);
    this.threadMembers.delete(id);
    this.#messages.delete(id);
  }

  messagesOf(channelId: string): MessageStore {
    const known = this.#messages.get(channelId);
    if (known) return known;
    const made = new MessageStore(this.options.messageHistory);
    this.#messages.set(channelId, made);
    return made;
  }

  guildOf(channel: Channel): GuildState | undefined {
    return channel.guild_id ? this.guilds.get(channel.guild_id) : undefined;
  }

  /** The channel of direct messages between the bot and a user, opened when there is none. */
  dmChannel(user: User): Channel {
    const open = this.#dms.get(user.id);
    if (open) return open;
    const id = this.ids.next();
    const channel: Channel = { id, type: 1, recipients: [user], last_message_id: null, flags: 0 };
    this.channels.set(id, channel);
    this.#dms.set(user.id, channel);
    return channel;
  }

  /** Forgets messages and interactions; guilds, members, commands and sessions stay. */
  forgetHistory(): void {
    this.#messages.clear();
    this.nonces.clear();
    this.uploads.clear();
    this.interactions = new Interactions();
  }
}
