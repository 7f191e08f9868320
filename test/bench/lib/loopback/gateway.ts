import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { GatewayOpcodes } from "discord-api-types/v10";
import { type WebSocket, WebSocketServer } from "ws";
import { Waiters } from "../../../../simulator/waiters.ts";
import type { MemberListing, Payloads } from "./payloads.ts";

/** What the next bot that connects is in. */
export interface Scene {
  readonly guilds: number;
  readonly listing: MemberListing;
}

const HEARTBEAT_INTERVAL = 41_250; /* ms */

/** The gateway of the benchmark: one session, no checks, frames that are ready to be sent. */
export class LoopbackGateway {
  scene: Scene = { guilds: 1, listing: "as-sent" };
  url = "";
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #identifies = new Waiters<number>();
  #socket: WebSocket | undefined;
  #sequence = 0;

  constructor(private readonly payloads: Payloads) {}

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on("message", (data) => this.#receive(webSocket, JSON.parse(String(data)) as { op: number }));
      this.#send(webSocket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_INTERVAL } });
    });
  }

  /** Resolves at the next IDENTIFY with its moment, by the clock of performance.now(). */
  identified(timeout: number): Promise<number> {
    return this.#identifies.wait(() => true, timeout, "an IDENTIFY");
  }

  dispatch(event: string, json: string): void {
    this.#socket?.send(`{"t":"${event}","s":${++this.#sequence},"op":0,"d":${json}}`);
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #receive(socket: WebSocket, { op }: { op: number }): void {
    if (op === GatewayOpcodes.Heartbeat) this.#send(socket, { op: GatewayOpcodes.HeartbeatAck, d: null });
    if (op !== GatewayOpcodes.Identify) return;
    this.#identifies.offer(performance.now());
    this.#socket = socket;
    this.#sequence = 0;
    void this.#welcome(socket);
  }

  #send(socket: WebSocket, payload: { op: number; d: unknown }): void {
    socket.send(JSON.stringify({ t: null, s: null, ...payload }));
  }

  /** READY, then the guilds, as fast as the bot takes them. */
  async #welcome(socket: WebSocket): Promise<void> {
    const { guilds, listing } = this.scene;
    const ids = Array.from({ length: guilds }, (_, index) => this.payloads.guildId(index));
    const ready = {
      v: 10,
      user: this.payloads.botUser,
      guilds: ids.map((id) => ({ id, unavailable: true })),
      session_id: "0123456789abcdef0123456789abcdef",
      session_type: "normal",
      resume_gateway_url: this.url,
      shard: [0, 1],
      application: { id: this.payloads.applicationId, flags: 0 },
    };
    this.dispatch("READY", JSON.stringify(ready));
    for (let index = 0; index < guilds && socket === this.#socket; index++) {
      const frame = `{"t":"GUILD_CREATE","s":${++this.#sequence},"op":0,"d":${this.payloads.guild(index, listing)}}`;
      await new Promise<void>((resolve) => socket.send(frame, () => resolve()));
    }
  }
}
