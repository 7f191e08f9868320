import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { atEndOfTest } from "../at-end-of-test.ts";

/** What a Loki gets in one request. */
interface Push {
  readonly streams: readonly {
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [time: string, line: string])[];
  }[];
}

/** A server that takes what is pushed to a Loki. It can be slow, refuse, and be away. */
export class LokiStub {
  /** Lines in the order of their arrival. */
  readonly lines: Record<string, unknown>[] = [];
  readonly labels: Readonly<Record<string, string>>[] = [];
  readonly times: string[] = [];
  pushes = 0;
  /** With which it answers. */
  status = 204;
  /** Milliseconds until it does. */
  delay = 0;
  #server: Server | undefined;
  #port = 0;

  static async start(): Promise<LokiStub> {
    const loki = new LokiStub();
    await loki.up();
    atEndOfTest(() => loki.down());
    return loki;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async up(): Promise<void> {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        if (request.url !== "/loki/api/v1/push" || request.method !== "POST") this.status = 404;
        this.pushes++;
        const { status } = this;
        if (status < 300) this.#take(JSON.parse(Buffer.concat(parts).toString()) as Push);
        setTimeout(() => response.writeHead(status).end(status < 300 ? "" : "no"), this.delay);
      });
    });
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (typeof address === "object" && address !== null) this.#port = address.port;
  }

  async down(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }

  #take({ streams }: Push): void {
    for (const { stream, values } of streams) {
      this.labels.push(stream);
      for (const [time, line] of values) {
        this.times.push(time);
        this.lines.push(JSON.parse(line) as Record<string, unknown>);
      }
    }
  }
}
