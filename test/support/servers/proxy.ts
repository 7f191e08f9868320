import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";

/** A connection to the proxy, and the one that it makes of it. */
interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Whether the answer to what was sent last is to be lost. */
  loses: boolean;
  /** Whether the client has sent something since the last answer. */
  asks: boolean;
}

/** What a network can do to connections between a bot and a server on loopback. */
export class TcpProxy {
  readonly #listener: Server;
  readonly #pairs = new Set<Pair>();
  #delay = 0;
  #roundTrips = 0;
  #isDark = false;
  #light = Promise.resolve();
  #restored: () => void = () => {};
  #lossy: ((sent: Buffer) => boolean) | undefined;
  #lost: () => void = () => {};

  private constructor(private readonly target: number) {
    this.#listener = createServer((client) => this.#accept(client));
  }

  /** Listens on a port of its own and forwards to `target`. */
  static async start(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    proxy.#listener.listen(0, "127.0.0.1");
    await once(proxy.#listener, "listening");
    return proxy;
  }

  get port(): number {
    return (this.#listener.address() as { port: number }).port;
  }

  /** How many times a client has sent something, and what it sent until there was an answer counted as one. */
  get roundTrips(): number {
    return this.#roundTrips;
  }

  /** From now on connections are accepted and nothing goes through; what was sent arrives after `restore`. */
  blackhole(): void {
    if (this.#isDark) return;
    this.#isDark = true;
    this.#light = new Promise((resolve) => {
      this.#restored = resolve;
    });
  }

  /** Each piece of data takes so many milliseconds longer, in both directions. */
  delay(milliseconds: number): void {
    this.#delay = milliseconds;
  }

  /** All goes through again, first what was held back. */
  restore(): void {
    this.#delay = 0;
    this.#isDark = false;
    this.#restored();
  }

  /** Ends all connections at once; new ones go through. */
  cut(): void {
    for (const { client, server } of this.#pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /**
   * Loses the answer to the next piece of data that holds this text: the server has done what it was told, and the
   * connection ends instead of saying so. Resolves when it has.
   */
  loseAnswerTo(text: string): Promise<void> {
    this.#lossy = (sent) => sent.includes(text);
    return new Promise((resolve) => {
      this.#lost = resolve;
    });
  }

  async remove(): Promise<void> {
    this.restore();
    this.cut();
    this.#listener.close();
    await once(this.#listener, "close");
  }

  #accept(client: Socket): void {
    const server = connect(this.target, "127.0.0.1");
    const pair: Pair = { client, server, loses: false, asks: false };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.setNoDelay(true).on("error", end).on("close", end);
    void this.#forward(client, server, (data) => this.#noteSent(pair, data)).catch(end);
    void this.#forward(server, client, () => this.#mayAnswer(pair)).catch(end);
  }

  #noteSent(pair: Pair, data: Buffer): boolean {
    if (!pair.asks) this.#roundTrips++;
    pair.asks = true;
    if (this.#lossy?.(data)) {
      this.#lossy = undefined;
      pair.loses = true;
    }
    return true;
  }

  #mayAnswer(pair: Pair): boolean {
    pair.asks = false;
    if (!pair.loses) return true;
    pair.client.resetAndDestroy();
    pair.server.destroy();
    this.#lost();
    return false;
  }

  /** Carries data over in order, one piece at a time: the sender waits while nothing goes through. */
  async #forward(from: Socket, to: Socket, allows: (data: Buffer) => boolean): Promise<void> {
    for await (const data of from as AsyncIterable<Buffer>) {
      if (this.#delay > 0) await setTimeout(this.#delay);
      while (this.#isDark) await this.#light;
      if (!allows(data)) return;
      if (!to.write(data)) await once(to, "drain");
    }
    while (this.#isDark) await this.#light;
    to.end();
  }
}
