import type { IncomingMessage, ServerResponse } from "node:http";
import type { Payloads } from "./payloads.ts";

/** What the bot asked for that matters to a measurement. */
export interface RestListener {
  /** An interaction is answered. */
  answered(interactionId: string, body: string): void;
  /** A message is sent. */
  messaged(channelId: string, body: string): void;
}

const CALLBACK = /^\/api\/v10\/interactions\/(\d+)\/[^/]+\/callback(?:\?with_response=false)?$/;
const MESSAGES = /^\/api\/v10\/channels\/(\d+)\/messages$/;
const COMMANDS = /^\/api\/v10\/applications\/\d+\/commands$/;

/** The headers that Discord gives with answers of routes that it limits; far from the limit. */
const LIMITED = {
  "content-type": "application/json",
  "x-ratelimit-bucket": "80c17d2f203122d936070c88c8d10f33",
  "x-ratelimit-limit": "1000000",
  "x-ratelimit-remaining": "999999",
  "x-ratelimit-reset": "4102444800.000",
  "x-ratelimit-reset-after": "1.000",
};

/** The REST side of the benchmark: the few routes that its bots use, answered without checks. */
export class LoopbackRest {
  /** Requests that no bot of the benchmark should make. */
  readonly unexpected: string[] = [];
  readonly #message: string;

  constructor(
    private readonly payloads: Payloads,
    private readonly gatewayUrl: () => string,
    private readonly commands: readonly object[],
    private readonly listener: RestListener,
  ) {
    const { content: _content, ...message } = JSON.parse(payloads.message("", 0, "1")) as { content: string };
    this.#message = JSON.stringify({ ...message, author: payloads.botUser, content: "sent" });
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () =>
      this.#answer(request, chunks.length === 0 ? "" : String(Buffer.concat(chunks)), response),
    );
  }

  #answer({ method, url = "" }: IncomingMessage, body: string, response: ServerResponse): void {
    const callback = CALLBACK.exec(url);
    if (callback !== null) {
      this.listener.answered(callback[1]!, body);
      response.writeHead(204).end();
      return;
    }
    const message = MESSAGES.exec(url);
    if (message !== null) {
      this.listener.messaged(message[1]!, body);
      response.writeHead(200, LIMITED).end(this.#message);
      return;
    }
    const answer = method === "GET" ? this.#information(url) : undefined;
    if (answer === undefined) this.unexpected.push(`${method} ${url}`);
    response
      .writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" })
      .end(JSON.stringify(answer ?? { message: "404: Not Found", code: 0 }));
  }

  #information(url: string): unknown {
    if (url === "/api/v10/gateway/bot") {
      const limit = { total: 1_000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
      return { url: this.gatewayUrl(), shards: 1, session_start_limit: limit };
    }
    if (url === "/api/v10/applications/@me") return { id: this.payloads.applicationId, flags: 0 };
    return COMMANDS.test(url) ? this.commands : undefined;
  }
}
