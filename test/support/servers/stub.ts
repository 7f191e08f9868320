import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

interface StubAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
}

type Answering = (body: Buffer, headers: IncomingHttpHeaders) => StubAnswer | Promise<StubAnswer>;

/** An HTTP server that takes what is sent to one path. It can go away, and comes back at the same address. */
export class StubServer {
  #server: Server | undefined;
  #port = 0;

  /** @param answer what it says to a POST of `path`; to all else it says 404 */
  constructor(
    readonly path: string,
    readonly answer: Answering,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async up(): Promise<void> {
    const server = createServer(async (request, response) => {
      const isAsked = request.url === this.path && request.method === "POST";
      const sent = await buffer(request);
      const { status, type, body } = isAsked
        ? await this.answer(sent, request.headers)
        : { status: 404, body: "" };
      response.writeHead(status, type === undefined ? {} : { "content-type": type }).end(body);
    });
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async down(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }
}
