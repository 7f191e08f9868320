import {
  GatewayCloseCodes,
  type GatewayDispatchPayload,
  GatewayOpcodes,
  type GatewayReceivePayload,
  type GatewaySendPayload,
} from "discord-api-types/v10";
import WebSocket, { type RawData } from "ws";
import { readHead } from "./frame-head.ts";
import { Heartbeat } from "./heartbeat.ts";
import { SendLimit } from "./send-limit.ts";
import { ZlibFrames } from "./zlib-frames.ts";

const TIMEOUTS = {
  handshake: 30_000 /* ms */,
  /** How long a closing connection may take before it is cut. */
  closing: 1_000 /* ms */,
} as const;

/** A code that leaves the session to be resumed; 1000 and 1001 would end it. */
export const RESUMABLE = 4_200;

/** What a connection tells of. */
export interface ConnectionListener {
  /** Whether a dispatch is to be read; of others only the sequence is. */
  wants(dispatch: string): boolean;
  /** The sequence that a heartbeat carries. */
  readonly sequence: number | null;
  /** @param period milliseconds between two heartbeats */
  hello(period: number): void;
  dispatch(payload: GatewayDispatchPayload): void;
  /** A dispatch that is not wanted. */
  passed(sequence: number, dispatch: string): void;
  reconnect(): void;
  invalidSession(resumable: boolean): void;
  /** @param latency milliseconds */
  heartbeat(latency: number): void;
  failed(error: Error): void;
  /** Called once, as the last. */
  closed(code: number): void;
}

/** One WebSocket to the gateway: frames, heartbeats, and the limit on sending. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #limit = new SendLimit();
  readonly #zlib: ZlibFrames | undefined;
  #heartbeat: Heartbeat | undefined;
  /** The code that it was closed with from here. */
  #closing: number | undefined;
  readonly #closed: Promise<void>;

  /** @param url with version and encoding; with `compress=zlib-stream` when `compressed` */
  constructor(
    url: string,
    compressed: boolean,
    private readonly listener: ConnectionListener,
  ) {
    if (compressed)
      this.#zlib = new ZlibFrames(
        (frame) => this.#take(frame),
        (error) => this.#fail(error),
      );
    this.#socket = new WebSocket(url, {
      handshakeTimeout: TIMEOUTS.handshake,
      perMessageDeflate: false,
      // Frames become text through a decoder that replaces what is no UTF-8.
      skipUTF8Validation: true,
    });
    this.#socket.on("message", (message) => this.#message(message));
    this.#socket.on("error", (error) => {
      if (this.#closing === undefined) listener.failed(error);
    });
    this.#closed = new Promise((resolve) => {
      this.#socket.on("close", (code) => {
        this.#release();
        listener.closed(this.#closing ?? code);
        resolve();
      });
    });
  }

  /** Sends at once: what Discord expects at a moment of its choice. */
  sendNow(payload: GatewaySendPayload): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(payload));
  }

  /** Sends within the limit. False when the connection has closed before. */
  async send(payload: GatewaySendPayload): Promise<boolean> {
    await this.#limit.wait();
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(payload));
    return true;
  }

  /** Closes it from here; resolves when it is closed. Nothing that still arrives is taken in. */
  close(code: number, reason = ""): Promise<void> {
    if (this.#closing === undefined) {
      this.#closing = code;
      this.#heartbeat?.stop();
      if (this.#socket.readyState === WebSocket.OPEN) this.#socket.close(code, reason);
      else this.#socket.terminate();
      const timer = setTimeout(() => this.#socket.terminate(), TIMEOUTS.closing);
      void this.#closed.then(() => clearTimeout(timer));
    }
    return this.#closed;
  }

  #message(message: RawData): void {
    const bytes = message as Buffer;
    if (this.#zlib === undefined) this.#take(bytes);
    else this.#zlib.write(bytes);
  }

  #take(frame: Buffer): void {
    if (this.#closing !== undefined) return;
    const head = readHead(frame);
    if (head !== undefined && !this.listener.wants(head.name))
      return this.listener.passed(head.sequence, head.name);
    const payload = parse(frame);
    if (payload === undefined) return this.#fail(new Error("the gateway sent something that is no JSON"));
    switch (payload.op) {
      case GatewayOpcodes.Dispatch:
        return this.listener.dispatch(payload);
      case GatewayOpcodes.Heartbeat:
        return this.#heartbeat?.now();
      case GatewayOpcodes.HeartbeatAck:
        if (this.#heartbeat !== undefined) this.listener.heartbeat(this.#heartbeat.acknowledge());
        return;
      case GatewayOpcodes.Hello:
        this.#beat(payload.d.heartbeat_interval);
        return this.listener.hello(payload.d.heartbeat_interval);
      case GatewayOpcodes.Reconnect:
        return this.listener.reconnect();
      case GatewayOpcodes.InvalidSession:
        return this.listener.invalidSession(payload.d);
    }
  }

  #beat(period: number): void {
    this.#heartbeat?.stop();
    this.#heartbeat = new Heartbeat(
      period,
      () => this.sendNow({ op: GatewayOpcodes.Heartbeat, d: this.listener.sequence }),
      () => void this.close(RESUMABLE, "no heartbeat came back"),
    );
  }

  #fail(error: Error): void {
    if (this.#closing !== undefined) return;
    this.listener.failed(error);
    void this.close(GatewayCloseCodes.DecodeError);
  }

  #release(): void {
    this.#heartbeat?.stop();
    this.#zlib?.close();
  }
}

function parse(frame: Buffer): GatewayReceivePayload | undefined {
  try {
    return JSON.parse(frame.toString("utf8")) as GatewayReceivePayload;
  } catch {
    return undefined;
  }
}
