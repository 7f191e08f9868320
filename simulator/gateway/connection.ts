import type { Duplex } from "node:stream";
import { GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import type { RawData, WebSocket } from "ws";
import type { Fields } from "../world/model.ts";
import type { FrameSink, Session } from "./session.ts";
import { createTransport, type Transport } from "./transport.ts";

const SEND_LIMIT = 120;
const SEND_WINDOW = 60_000 /* ms */;
const MAX_PAYLOAD = 4_096 /* bytes */;

/** What a connection asks of the gateway it belongs to. */
export interface ConnectionHost {
  heartbeatInterval: number /* ms */;
  identify(connection: GatewayConnection, data: Fields): void;
  resume(connection: GatewayConnection, data: Fields): void;
  receive(session: Session, op: number, data: Fields): void;
  /** Called once; `code` is the client's, or undefined when the simulator closed. */
  closed(connection: GatewayConnection, code: number | undefined): void;
}

/** One WebSocket of the gateway: framing, heartbeats, the send limit, and opcodes before a session exists. */
export class GatewayConnection implements FrameSink {
  session: Session | undefined;
  /** How frames are compressed: null for not at all. */
  readonly compression: string | null;
  /** Heartbeats go unanswered, as when Discord's side hangs. */
  acksPaused = false;
  readonly #socket: WebSocket;
  readonly #raw: Duplex;
  readonly #transport: Transport;
  readonly #host: ConnectionHost;
  #closing = false;
  #lastHeartbeat = performance.now();
  #watch: NodeJS.Timeout;
  #windowStart = performance.now();
  #sentInWindow = 0;

  /** @param raw what carries the WebSocket */
  constructor(socket: WebSocket, raw: Duplex, compress: string | null, host: ConnectionHost) {
    this.#socket = socket;
    this.#raw = raw;
    this.#host = host;
    this.compression = compress;
    this.#transport = createTransport(socket, compress);
    this.#watch = setInterval(() => this.#checkHeartbeat(), host.heartbeatInterval);
    socket.on("message", (data) => this.#onMessage(data));
    socket.on("close", (code) => this.#onClose(code));
    socket.on("error", () => {
      // A close event follows; there is nothing else to do about a broken socket.
    });
    this.#sendOp(GatewayOpcodes.Hello, { heartbeat_interval: host.heartbeatInterval, _trace: ["simulator"] });
  }

  send(frame: string): void {
    this.#transport.send(frame);
  }

  /** Closes from Discord's side. The session lives on unless the gateway ends it. */
  close(code: number, reason = ""): void {
    this.#closing = true;
    this.#socket.close(code, reason);
  }

  /** Cuts the connection without a closing handshake. */
  terminate(): void {
    this.#closing = true;
    this.#socket.terminate();
  }

  /** Sends bytes that are no frame: RSV bits and an opcode that do not exist. */
  corrupt(): void {
    this.#raw.write(Buffer.from([0xff, 0x00]));
  }

  /** Tells the client to reconnect and resume. */
  askToReconnect(): void {
    this.#sendOp(GatewayOpcodes.Reconnect, null);
  }

  /** Tells the client that its session is gone, or (resumable) that it should try again. */
  invalidateSession(resumable: boolean): void {
    this.#sendOp(GatewayOpcodes.InvalidSession, resumable);
  }

  #sendOp(op: number, data: unknown): void {
    this.send(JSON.stringify({ t: null, s: null, op, d: data }));
  }

  #onMessage(raw: RawData): void {
    if (this.#closing) return;
    if (this.#overSendLimit()) return this.close(GatewayCloseCodes.RateLimited, "Rate limited.");
    const text = raw.toString();
    const payload = text.length > MAX_PAYLOAD ? undefined : parsePayload(text);
    if (!payload) return this.close(GatewayCloseCodes.DecodeError, "Error while decoding payload.");
    this.#onPayload(payload.op, payload.d);
  }

  #onPayload(op: number, data: unknown): void {
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        return this.#onHeartbeat();
      case GatewayOpcodes.Identify:
        if (this.session) return this.close(GatewayCloseCodes.AlreadyAuthenticated, "Already authenticated.");
        return this.#host.identify(this, asFields(data));
      case GatewayOpcodes.Resume:
        if (this.session) return this.close(GatewayCloseCodes.AlreadyAuthenticated, "Already authenticated.");
        return this.#host.resume(this, asFields(data));
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
      case GatewayOpcodes.RequestGuildMembers:
      case GatewayOpcodes.RequestSoundboardSounds:
        if (!this.session) return this.close(GatewayCloseCodes.NotAuthenticated, "Not authenticated.");
        return this.#host.receive(this.session, op, asFields(data));
      default:
        return this.close(GatewayCloseCodes.UnknownOpcode, "Unknown opcode.");
    }
  }

  #onHeartbeat(): void {
    this.#lastHeartbeat = performance.now();
    if (!this.acksPaused) this.#sendOp(GatewayOpcodes.HeartbeatAck, null);
  }

  /** A client that misses a heartbeat by a whole interval is taken for dead. */
  #checkHeartbeat(): void {
    if (performance.now() - this.#lastHeartbeat < 2 * this.#host.heartbeatInterval) return;
    this.close(GatewayCloseCodes.SessionTimedOut, "Session timed out.");
  }

  #overSendLimit(): boolean {
    const now = performance.now();
    if (now - this.#windowStart > SEND_WINDOW) {
      this.#windowStart = now;
      this.#sentInWindow = 0;
    }
    return ++this.#sentInWindow > SEND_LIMIT;
  }

  #onClose(code: number): void {
    clearInterval(this.#watch);
    this.#transport.close();
    this.#host.closed(this, this.#closing ? undefined : code);
  }
}

function parsePayload(text: string): { op: number; d: unknown } | undefined {
  try {
    const payload: unknown = JSON.parse(text);
    if (typeof payload !== "object" || payload === null || !("op" in payload)) return undefined;
    return typeof payload.op === "number"
      ? { op: payload.op, d: "d" in payload ? payload.d : null }
      : undefined;
  } catch {
    return undefined;
  }
}

function asFields(data: unknown): Fields {
  return typeof data === "object" && data !== null ? (data as Fields) : {};
}
