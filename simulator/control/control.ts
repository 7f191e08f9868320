import type { InjectedFault } from "../rest/faults.ts";
import type { LoggedRequest, Problem, RequestFilter } from "../rest/request-log.ts";
import type { GuildSeed, MemberSeed } from "../seeds.ts";
import type { Command, Fields, Member, Message } from "../world/model.ts";
import type { WorldControl } from "./world-control.ts";

/** A user by id, or one to make (and to put into the guild in question, without an event). */
export type UserRef = string | MemberSeed;

/** Where something happens. All left out: the first text channel of the first guild. */
export interface Place {
  guildId?: string;
  channelId?: string;
  /** In the direct messages with the user. */
  dm?: boolean;
}

export interface MessageCall extends Place {
  /** Left out: the first member who is neither bot nor owner. */
  author?: UserRef;
  content?: string;
  embeds?: Fields[];
  components?: Fields[];
  attachments?: { filename: string; size?: number; url?: string; contentType?: string }[];
  /** Id of the message replied to, in the same channel. */
  replyTo?: string;
  type?: number;
  flags?: number;
  /** Written so many milliseconds ago; write the oldest first. */
  age?: number;
  pinned?: boolean;
}

export interface ReactCall extends Place {
  messageId: string;
  user?: UserRef;
  /** A character, or `name:id`. */
  emoji: string;
  remove?: boolean;
}

/** Value of a slash command option; users, roles and channels by id, attachments as objects. */
export type OptionValue =
  | string
  | number
  | boolean
  | { filename: string; size?: number; url?: string; contentType?: string };

export interface InteractionCall extends Place {
  user?: UserRef;
  /** The user's language. */
  locale?: string;
}

export interface SlashCall extends InteractionCall {
  command: string;
  subcommand?: string;
  subcommandGroup?: string;
  options?: Record<string, OptionValue>;
}

export interface AutocompleteCall extends SlashCall {
  /** Name of the option that is being typed. */
  focused: string;
}

export interface ContextMenuCall extends InteractionCall {
  command: string;
  /** Id of the message or of the user that the menu was opened on. */
  targetId: string;
}

export interface ButtonCall extends InteractionCall {
  /** Left out: the newest message in the channel that has the component. */
  messageId?: string;
  customId: string;
}

export interface SelectCall extends ButtonCall {
  /** Values of a string select, ids for the others. */
  values: string[];
}

export interface ModalSubmitCall extends InteractionCall {
  /** The interaction that was answered with the modal; user and place are taken from it. */
  interactionId?: string;
  /** Needed without `interactionId`. */
  customId?: string;
  /** Values by the custom id of the field; lists for selects. */
  fields: Record<string, string | string[]>;
}

export interface InteractionHandle {
  interactionId: string;
  token: string;
}

export interface InteractionResponse {
  /** Callback type. */
  type: number;
  /** Data of the callback as the bot sent it. */
  data: Fields | null;
  /** The message it led to, as it is now; null for modals, choices and the like, and once deleted. */
  message: Message | null;
  followups: Message[];
}

export interface SessionInfo {
  sessionId: string;
  shard: [id: number, count: number];
  intents: number;
  /** Sequence of the last event. */
  seq: number;
  connected: boolean;
  /** IDENTIFYs of this session's shard since the start, this one included. */
  identifies: number;
  /** Milliseconds since 1970. */
  identifiedAt: number;
  resumes: number;
  largeThreshold: number;
  /** Of its connection: the `compress` that it asked for. */
  compression: string | null;
  /** As IDENTIFY or the last presence update has it. */
  presence: Fields | null;
  /** Presence updates that came after IDENTIFY. */
  presenceUpdates: number;
  /** Voice state updates the bot asked for. */
  voiceStates: Fields[];
}

export interface RequestMatch {
  method?: string;
  route?: string;
  path?: string;
  /** Only requests with a greater `n`. */
  since?: number;
}

/**
 * What a test does to the simulated Discord and reads from it. The simulator implements it in process, and
 * SimulatorClient over HTTP; both throw a SimulatorError. Times are milliseconds unless they say otherwise.
 */
export interface SimulatorControl extends WorldControl {
  /** Takes a guild in, or ends the outage of a known one, and dispatches GUILD_CREATE. Returns the guild with channels, roles and members. */
  addGuild(seed?: GuildSeed): Promise<Fields & { id: string }>;
  /** Puts a member into a guild without an event. */
  addMember(guildId: string, seed: MemberSeed): Promise<Member>;
  /** Takes a member out of a guild without an event. */
  removeMember(guildId: string, userId: string): Promise<void>;
  /** The bot leaves a guild, or (unavailable) the guild has an outage; dispatches GUILD_DELETE. */
  removeGuild(guildId: string, options?: { unavailable?: boolean }): Promise<void>;

  /** A user writes a message; dispatches MESSAGE_CREATE. */
  sendMessage(call: MessageCall): Promise<Message>;
  /** A user joins; dispatches GUILD_MEMBER_ADD. */
  joinMember(guildId: string, seed: MemberSeed): Promise<Member>;
  /** A user leaves; dispatches GUILD_MEMBER_REMOVE. */
  leaveMember(guildId: string, userId: string): Promise<void>;
  /** A user reacts, or takes a reaction back. */
  react(call: ReactCall): Promise<void>;
  /** Sends any gateway event, as it is, to the sessions its intents and shard select. */
  dispatch(event: string, data: Fields, target?: { guildId?: string; shardId?: number }): Promise<void>;

  slash(call: SlashCall): Promise<InteractionHandle>;
  autocomplete(call: AutocompleteCall): Promise<InteractionHandle>;
  contextMenu(call: ContextMenuCall): Promise<InteractionHandle>;
  button(call: ButtonCall): Promise<InteractionHandle>;
  select(call: SelectCall): Promise<InteractionHandle>;
  modalSubmit(call: ModalSubmitCall): Promise<InteractionHandle>;
  /**
   * The answer to an interaction.
   * @param options.timeout 5 s when left out
   * @param options.filled waits on until a deferred answer has its message
   * @param options.followups waits on until there are that many
   */
  waitForResponse(
    interactionId: string,
    options?: { timeout?: number; filled?: boolean; followups?: number },
  ): Promise<InteractionResponse>;

  requests(filter?: RequestFilter): Promise<LoggedRequest[]>;
  /** The first matching request since the start or the last reset, or the next one. */
  waitFor(match: RequestMatch, timeout?: number): Promise<LoggedRequest>;
  /** Every request that Discord would have refused for its form. */
  problems(): Promise<Problem[]>;
  /** Messages of a channel, oldest first; ephemeral ones are not among them. */
  messages(channelId: string): Promise<Message[]>;
  /** Registered commands: those of a guild, or the global ones. */
  commands(scope?: { guildId?: string }): Promise<Command[]>;
  sessions(): Promise<SessionInfo[]>;
  /** What is left of the day's session starts, and how many IDENTIFYs came too early since the start. */
  gatewayInfo(): Promise<{
    url: string;
    sessionStartLimit: { total: number; remaining: number };
    throttled: number;
  }>;
  /** Waits until as many sessions are connected. */
  waitForSessions(count: number, timeout?: number): Promise<SessionInfo[]>;
  /** Forgets requests, problems, messages, interactions, faults and used up limits; the rest stays. */
  reset(): Promise<void>;

  /** Closes the connections of a shard, or all; 1006 cuts without a closing handshake. */
  drop(shardId?: number, closeCode?: number): Promise<void>;
  /** Sends a shard, or all, bytes that are no WebSocket frame: its connection fails. */
  corrupt(shardId?: number): Promise<void>;
  /** Sends op 7 to a shard, or all. */
  reconnect(shardId?: number): Promise<void>;
  /** Sends op 9 to a shard, or all; unless resumable, their sessions are gone. */
  invalidateSession(shardId?: number, options?: { resumable?: boolean }): Promise<void>;
  /** Stops (or resumes) answering the heartbeats of a shard's connections. */
  pauseHeartbeatAcks(shardId: number, paused: boolean): Promise<void>;
  /** Answers the next matching requests with an error of your choice. */
  failNext(fault: InjectedFault): Promise<void>;
  /** Answers the next matching requests with 429; `retryAfter` in seconds. */
  rateLimitNext(fault: Omit<InjectedFault, "status" | "body">): Promise<void>;
  /** Delays every REST answer. */
  latency(milliseconds: number): Promise<void>;
}
