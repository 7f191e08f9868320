import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { LoopbackGateway } from "./gateway.ts";
import { type CommandName, Payloads } from "./payloads.ts";
import { LoopbackRest } from "./rest.ts";

const ANSWER_TIMEOUT = 30_000; /* ms */

/** An answer to an interaction. */
export interface LoopbackAnswer {
  readonly body: string;
  /** Milliseconds from the interaction to its answer. */
  readonly latency: number;
}

interface Waiting {
  readonly since: number;
  readonly resolve: (answer: LoopbackAnswer) => void;
}

/**
 * A Discord for measuring: it speaks gateway and REST with payloads that the simulator made, and does as little
 * as can be, so that it is always faster than the bot. The simulator itself validates and remembers, and would
 * be what limits a fast bot.
 */
export class Loopback {
  readonly payloads = new Payloads();
  readonly gateway = new LoopbackGateway(this.payloads);
  /** Called with each message that the bot sends. */
  onMessage: (channelId: string, body: string) => void = () => {};
  readonly #server: Server = createServer();
  readonly #rest: LoopbackRest;
  readonly #waiting = new Map<string, Waiting>();
  #next = 1;

  private constructor(commands: readonly object[]) {
    this.#rest = new LoopbackRest(this.payloads, () => this.gateway.url, commands, {
      answered: (id, body) => this.#answered(id, body),
      messaged: (channelId, body) => this.onMessage(channelId, body),
    });
    this.#server.keepAliveTimeout = 60_000 /* ms */;
    this.#server.on("request", (request, response) => this.#rest.handle(request, response));
    this.#server.on("upgrade", (request, socket, head) => this.gateway.upgrade(request, socket, head));
  }

  /** @param commands bodies of the commands that are registered already */
  static async start(commands: readonly object[]): Promise<Loopback> {
    const loopback = new Loopback(commands);
    await new Promise<void>((resolve) => loopback.#server.listen(0, "127.0.0.1", resolve));
    loopback.gateway.url = `ws://127.0.0.1:${loopback.#port}/gateway`;
    return loopback;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  get unexpected(): readonly string[] {
    return this.#rest.unexpected;
  }

  /** A user runs a command in a guild; resolves with the answer. */
  command(name: CommandName, guild: number): Promise<LoopbackAnswer> {
    const id = this.#id();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`/${name} was not answered`)), ANSWER_TIMEOUT);
      const done = (answer: LoopbackAnswer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      const json = this.payloads.interaction(name, guild, id, `aW50ZXJhY3Rpb246${"x".repeat(180)}${id}`);
      this.#waiting.set(id, { since: performance.now(), resolve: done });
      this.gateway.dispatch("INTERACTION_CREATE", json);
    });
  }

  /** A user writes in a guild. */
  message(content: string, guild: number): void {
    this.gateway.dispatch("MESSAGE_CREATE", this.payloads.message(content, guild, this.#id()));
  }

  async close(): Promise<void> {
    this.gateway.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #id(): string {
    return `1300000${String(this.#next++).padStart(12, "0")}`;
  }

  #answered(id: string, body: string): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.resolve({ body, latency: performance.now() - waiting.since });
  }
}
