import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import { WebSocketServer } from "ws";
import { Waiters } from "../waiters.ts";
import { voiceState } from "../world/build-guild.ts";
import type { GuildState } from "../world/guild-state.ts";
import type { Fields, Message } from "../world/model.ts";
import { shardOf } from "../world/snowflake.ts";
import type { EventTarget, World } from "../world/world.ts";
import { type ConnectionHost, GatewayConnection } from "./connection.ts";
import { guildCreate } from "./guild-create.ts";
import { readIdentify, tokenMatches } from "./identify.ts";
import { IdentifyLimiter } from "./identify-limiter.ts";
import { intentsFor } from "./intents.ts";
import { carriesMessage, seesContent, withoutContent } from "./message-content.ts";
import { isPresence } from "./presence.ts";
import { memberChunks } from "./request-members.ts";
import { Session } from "./session.ts";

/** Close codes of Discord's after which a session cannot be resumed. */
const ENDING_CODES: ReadonlySet<number> = new Set([
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidSeq,
  GatewayCloseCodes.SessionTimedOut,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
]);

/** The gateway: connections, sessions, and which session an event goes to. */
export class Gateway implements ConnectionHost {
  readonly heartbeatInterval: number;
  readonly limiter: IdentifyLimiter;
  /** Sessions that live or can be resumed, by id. */
  readonly sessions: Map<string, Session> = new Map();
  /** IDENTIFYs answered with READY, by shard. */
  readonly identifies: Map<number, number> = new Map();
  url = "";
  readonly #world: World;
  readonly #connections = new Set<GatewayConnection>();
  /** Told of the number of connected sessions each time it grows. */
  readonly #arrivals = new Waiters<number>();
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor(world: World) {
    const { heartbeatInterval, sessionStartLimit, maxConcurrency, identifyInterval } = world.options;
    this.#world = world;
    this.heartbeatInterval = heartbeatInterval;
    this.limiter = new IdentifyLimiter({
      total: sessionStartLimit,
      maxConcurrency,
      interval: identifyInterval,
    });
  }

  /** Takes over an HTTP connection that asks for the gateway. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!/^\/gateway\/?$/.test(url.pathname)) {
      socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new GatewayConnection(webSocket, socket, url.searchParams.get("compress"), this);
      this.#connections.add(connection);
      if (!["9", "10"].includes(url.searchParams.get("v") ?? "10")) {
        connection.close(GatewayCloseCodes.InvalidAPIVersion, "Invalid API version.");
      } else if ((url.searchParams.get("encoding") ?? "json") !== "json") {
        connection.close(GatewayCloseCodes.DecodeError, "Only JSON is spoken here.");
      }
    });
  }

  /** Sends an event to every session whose shard and intents match. */
  dispatch(event: string, data: object, target: EventTarget): void {
    const needed = target.always ? 0 : intentsFor(event, target.guildId !== undefined);
    const message = carriesMessage(event) ? (data as Message) : undefined;
    let full: string | undefined;
    let blank: string | undefined;
    for (const session of this.sessions.values()) {
      if (!isFor(session, target) || (needed !== 0 && (session.intents & needed) === 0)) continue;
      if (message && !seesContent(session.intents, message, this.#world.bot.id)) {
        blank ??= JSON.stringify(withoutContent(message));
        session.deliver(event, blank);
      } else {
        full ??= JSON.stringify(data);
        session.deliver(event, full);
      }
    }
  }

  identify(connection: GatewayConnection, data: Fields): void {
    const outcome = readIdentify(this.#world, data);
    if ("close" in outcome) return connection.close(outcome.close, outcome.reason);
    const shardId = outcome.start.shard[0];
    const start = this.limiter.take(shardId);
    if (start === "throttled") return connection.invalidateSession(false);
    if (start === "exhausted") return this.#revokeToken();
    this.#forgetAbandoned();
    const session = new Session(
      randomBytes(16).toString("hex"),
      outcome.start,
      this.#world.options.replayBuffer,
    );
    this.identifies.set(shardId, (this.identifies.get(shardId) ?? 0) + 1);
    this.sessions.set(session.id, session);
    this.#attach(session, connection);
    this.#welcome(session);
  }

  resume(connection: GatewayConnection, data: Fields): void {
    if (!tokenMatches(this.#world, data["token"])) {
      return connection.close(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
    }
    this.#forgetAbandoned();
    const session = this.sessions.get(String(data["session_id"]));
    const sequence = Number(data["seq"]);
    if (!session) return connection.invalidateSession(false);
    if (!(sequence <= session.sequence)) {
      this.sessions.delete(session.id);
      return connection.close(GatewayCloseCodes.InvalidSeq, "Invalid seq.");
    }
    const missed = session.eventsAfter(sequence);
    const taken = session.connection !== undefined && this.#world.options.takeover === "refuse";
    if (!missed || taken) return connection.invalidateSession(false);
    this.connectionOf(session)?.close(GatewayCloseCodes.UnknownError, "Session resumed elsewhere.");
    this.#attach(session, connection);
    session.resumes++;
    for (const frame of missed) connection.send(frame);
    session.deliver("RESUMED", JSON.stringify({ _trace: ["simulator"] }));
  }

  receive(session: Session, op: number, data: Fields): void {
    if (op === GatewayOpcodes.PresenceUpdate) return this.#showPresence(session, data);
    if (op === GatewayOpcodes.VoiceStateUpdate) this.#moveBot(session, data);
    if (op !== GatewayOpcodes.RequestGuildMembers) return;
    const guild = this.#world.guilds.get(String(data["guild_id"]));
    if (!guild || !isFor(session, { guildId: guild.id })) return;
    for (const chunk of memberChunks(guild, data, session)) {
      session.deliver("GUILD_MEMBERS_CHUNK", JSON.stringify(chunk));
    }
  }

  closed(connection: GatewayConnection, code: number | undefined): void {
    this.#connections.delete(connection);
    const session = connection.session;
    if (!session || session.connection !== connection) return;
    session.disconnect();
    // https://discord.com/developers/docs/events/gateway#initiating-a-disconnect
    if (code === 1000 || code === 1001) this.sessions.delete(session.id);
  }

  /** The live connection of a session. */
  connectionOf(session: Session): GatewayConnection | undefined {
    return session.connection instanceof GatewayConnection ? session.connection : undefined;
  }

  /** Parts a session from its connection, on which the client may then RESUME or IDENTIFY again. */
  detach(session: Session): void {
    const connection = this.connectionOf(session);
    session.disconnect();
    if (connection) connection.session = undefined;
  }

  /** Closes a connection from Discord's side; codes that Discord calls final end the session too. */
  drop(session: Session, code: number): void {
    if (ENDING_CODES.has(code)) this.sessions.delete(session.id);
    const connection = this.connectionOf(session);
    session.disconnect();
    if (code === 1006) connection?.terminate();
    else connection?.close(code);
  }

  /** Sends GUILD_CREATE of a new guild to the sessions of its shard, each with the members it may see. */
  announce(guild: GuildState): void {
    const needed = intentsFor("GUILD_CREATE", true);
    for (const session of this.sessions.values()) {
      if (!isFor(session, { guildId: guild.id }) || (session.intents & needed) === 0) continue;
      session.deliver("GUILD_CREATE", JSON.stringify(guildCreate(guild, session, this.#world.bot.id)));
    }
  }

  /** Resolves once as many sessions are connected; `timeout` in milliseconds. */
  async whenConnected(count: number, timeout: number): Promise<void> {
    if (this.#connectedSessions() >= count) return;
    await this.#arrivals.wait((connected) => connected >= count, timeout, `${count} connected sessions`);
  }

  /** Ends all connections. */
  close(): void {
    for (const connection of this.#connections) connection.terminate();
    this.#sockets.close();
  }

  #showPresence(session: Session, presence: Fields): void {
    if (!session.presenceLimiter.take())
      return this.connectionOf(session)?.close(GatewayCloseCodes.RateLimited, "Rate limited.");
    if (!isPresence(presence))
      return this.connectionOf(session)?.close(
        GatewayCloseCodes.DecodeError,
        "Error while decoding payload.",
      );
    session.presence = presence;
    session.presenceUpdates++;
  }

  /** The bot enters, changes or leaves a voice channel: https://discord.com/developers/docs/topics/voice-connections */
  #moveBot(session: Session, data: Fields): void {
    session.voiceStates.push(data);
    const { bot, guilds } = this.#world;
    const guild = guilds.get(String(data["guild_id"]));
    if (!guild) return;
    const channelId = typeof data["channel_id"] === "string" ? data["channel_id"] : null;
    const { self_mute = false, self_deaf = false } = data;
    const state = { ...voiceState(bot.id, channelId), self_mute, self_deaf };
    if (channelId) guild.voiceStates.set(bot.id, state);
    else guild.voiceStates.delete(bot.id);
    const member = guild.members.get(bot.id);
    // Its own voice state a bot gets whatever its intents.
    const target = { guildId: guild.id, always: true };
    this.dispatch("VOICE_STATE_UPDATE", { ...state, guild_id: guild.id, member }, target);
    const server = { token: session.id, guild_id: guild.id, endpoint: null };
    if (channelId) this.dispatch("VOICE_SERVER_UPDATE", server, target);
  }

  #attach(session: Session, connection: GatewayConnection): void {
    session.connection = connection;
    connection.session = session;
    this.#arrivals.offer(this.#connectedSessions());
  }

  /** Ends sessions that nobody resumed in time. */
  #forgetAbandoned(): void {
    const before = performance.now() - this.#world.options.resumeWindow;
    for (const session of this.sessions.values()) {
      if (!session.connection && session.disconnectedAt < before) this.sessions.delete(session.id);
    }
  }

  #connectedSessions(): number {
    let connected = 0;
    for (const session of this.sessions.values()) if (session.connection) connected++;
    return connected;
  }

  #welcome(session: Session): void {
    const { bot } = this.#world;
    const guilds = [...this.#world.guilds.values()].filter((guild) => isFor(session, { guildId: guild.id }));
    const ready = {
      v: 10,
      user: { ...bot, email: null, verified: true, mfa_enabled: true, flags: 0 },
      user_settings: {},
      relationships: [],
      private_channels: [],
      presences: [],
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      guild_join_requests: [],
      geo_ordered_rtc_regions: [],
      session_id: session.id,
      session_type: "normal",
      resume_gateway_url: this.url,
      auth: {},
      shard: session.shard,
      application: { id: this.#world.options.applicationId, flags: 0 },
      _trace: ["simulator"],
    };
    session.deliver("READY", JSON.stringify(ready));
    if ((session.intents & intentsFor("GUILD_CREATE", true)) === 0) return;
    for (const guild of guilds) {
      if (guild.unavailable) continue;
      session.deliver("GUILD_CREATE", JSON.stringify(guildCreate(guild, session, bot.id)));
    }
  }

  /**
   * More IDENTIFYs than a day allows: Discord ends all sessions and resets the token.
   * https://discord.com/developers/docs/events/gateway#identifying
   */
  #revokeToken(): void {
    this.#world.tokenRevoked = true;
    this.sessions.clear();
    for (const connection of this.#connections) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
    }
  }
}

function isFor(session: Session, target: EventTarget): boolean {
  const [id, count] = session.shard;
  if (target.shardId !== undefined) return id === target.shardId;
  if (target.guildId === undefined) return id === 0;
  return count === 1 || shardOf(target.guildId, count) === id;
}
