import { randomUUID } from "node:crypto";
import { messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { openRedis, type RedisClient } from "../state/redis/redis-client.ts";
import type { Broker, BrokerListener } from "./broker.ts";
import { asEnvelope, type Envelope } from "./envelope.ts";

/** Milliseconds: a server that is silent for longer is left, and looked for again. */
const SILENCE = 5_000;
const TIMEOUTS = { connect: SILENCE, silence: SILENCE } as const;

/** How often a quiet connection is tried: one that was cut off says nothing by itself. */
const TRIED_EVERY = 10_000; /* ms */

/** How long the bot waits for the server when it starts, before it starts without. */
const PATIENCE = 2_000; /* ms */

/** Messages over Redis, published on a channel of the bot and on one of each process. */
export class RedisBroker implements Broker {
  readonly id = randomUUID();
  readonly usesRedis = true;
  readonly #publisher: RedisClient;
  readonly #subscriber: RedisClient;
  readonly #all: string;
  #listener: BrokerListener | undefined;
  #isConnected = false;
  /** Whether the last that the log was told is that there is no connection. */
  #isToldLost = false;
  #reason = "no answer";
  #isClosed = false;
  #trying: NodeJS.Timeout | undefined;

  /**
   * @param url as `openRedis` takes it
   * @param prefix before the names of the channels, such as `furlow-shards:{1234}:`
   */
  constructor(
    url: string,
    private readonly prefix: string,
    private readonly log: Logger,
  ) {
    this.#all = `${prefix}all`;
    this.#publisher = openRedis(url, TIMEOUTS);
    this.#subscriber = openRedis(url, TIMEOUTS);
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  async open(listener: BrokerListener): Promise<void> {
    this.#listener = listener;
    this.#subscriber.on("message", (_channel: string, text: string) => this.#receive(text));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE);
    });
    const connected = new Promise<void>((resolve) => {
      for (const client of [this.#publisher, this.#subscriber]) {
        client.on("ready", () => void this.#ready().then(resolve));
        client.on("error", (error: Error) => this.#failed(error));
        client.on("close", () => this.#lost());
      }
      // They may be there already.
      void this.#ready().then(resolve);
    });
    await Promise.race([connected, late]);
    clearTimeout(timer);
    if (!this.#isConnected) this.#tellLost();
    this.#trying = setInterval(() => void this.#subscriber.ping().catch(() => {}), TRIED_EVERY);
    this.#trying.unref();
  }

  broadcast(message: object): void {
    this.#publish(this.#all, { from: this.id, body: message });
  }

  send(to: string, message: object): void {
    this.#publish(this.#channelOf(to), { from: this.id, to, body: message });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#trying);
    this.#subscriber.disconnect();
    // What was published is on its way until it is answered.
    if (this.#publisher.status === "ready") await this.#publisher.quit().catch(() => {});
    this.#publisher.disconnect();
  }

  #publish(channel: string, envelope: Envelope): void {
    if (this.#publisher.status !== "ready") return;
    // What fails is lost; the connection tells of it.
    this.#publisher.publish(channel, JSON.stringify(envelope)).catch(() => {});
  }

  #receive(text: string): void {
    const envelope = asEnvelope(parsed(text));
    if (envelope === undefined || envelope.from === this.id) return;
    this.#listener?.received(envelope.body, envelope.from);
  }

  /** One of the connections is there; with both, and the channels subscribed to, messages arrive. */
  async #ready(): Promise<void> {
    const clients = [this.#publisher, this.#subscriber];
    if (clients.some(({ status }) => status !== "ready")) return await new Promise<never>(() => {});
    try {
      await this.#subscriber.subscribe(this.#all, this.#channelOf(this.id));
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (this.#isConnected || this.#isClosed || clients.some(({ status }) => status !== "ready")) return;
    this.#isConnected = true;
    if (this.#isToldLost) this.log.info("the processes of the bot reach each other again through Redis");
    this.#isToldLost = false;
    this.#listener?.connected();
  }

  #failed(error: unknown): void {
    this.#reason = messageOf(error);
  }

  #lost(): void {
    const wasConnected = this.#isConnected;
    this.#isConnected = false;
    if (wasConnected) this.#tellLost();
  }

  #tellLost(): void {
    if (this.#isToldLost || this.#isClosed) return;
    this.#isToldLost = true;
    const what = "the processes of the bot cannot reach each other: Redis does not answer";
    this.log.warn({ reason: this.#reason }, what);
  }

  #channelOf(id: string): string {
    return `${this.prefix}to:${id}`;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
