import {
  DefaultUserAgent,
  type InternalRequest,
  REST,
  type RESTOptions,
  type ResponseLike,
} from "@discordjs/rest";
import { HttpPool } from "./http-pool.ts";
import { sendCallback } from "./interaction-callback.ts";

const CALLBACK = /^\/interactions\/\d+\/[^/]+\/callback$/;
const CALLBACK_HEADERS = ["content-type", "application/json", "user-agent", DefaultUserAgent] as const;

/**
 * Discord's REST API: rate limits, retries and errors are those of `@discordjs/rest`. Requests go out over a
 * lean pool of connections, and answers to interactions past the queues.
 */
export class DiscordRest extends REST {
  readonly #http: HttpPool;
  /** Path of the API's address with the version. */
  readonly #base: string;

  /** @param options with the version and the address of the API, such as `https://discord.com/api` */
  constructor(options: Partial<RESTOptions> & Pick<RESTOptions, "api" | "version">) {
    const { origin, pathname } = new URL(options.api);
    const http = new HttpPool(origin);
    super({ ...options, makeRequest: (url, init) => makeRequest(http, url, init) });
    this.#http = http;
    this.#base = `${pathname === "/" ? "" : pathname}/v${options.version}`;
  }

  override request(request: InternalRequest): Promise<unknown> {
    const { fullRoute, body, query, files } = request;
    if (files !== undefined || !CALLBACK.test(fullRoute)) return super.request(request);
    const suffix = query === undefined ? "" : `?${query}`;
    const path = `${this.#base}${fullRoute}${suffix}`;
    return sendCallback(this.#http, { route: fullRoute, path, headers: CALLBACK_HEADERS, body });
  }
}

/** Sends what the queues of `@discordjs/rest` let through. */
async function makeRequest(http: HttpPool, url: string, init: RequestInit): Promise<ResponseLike> {
  const { method = "GET", signal } = init;
  const headers = init.headers as Record<string, string>;
  const path = url.slice(http.origin.length);
  const { body, type } = await encode(init.body);
  const request = {
    method,
    path,
    body,
    headers: type === undefined ? headers : { ...headers, "content-type": type },
  };
  // It has all that is read of a response; the type names more.
  return (await http.send(request, signal ?? undefined)) as unknown as ResponseLike;
}

/** A body as bytes or text, with its type where only it knows that: the boundary of a form with files. */
async function encode(
  body: RequestInit["body"],
): Promise<{ body: string | Uint8Array | null; type: string | undefined }> {
  if (body === null || body === undefined) return { body: null, type: undefined };
  if (typeof body === "string" || body instanceof Uint8Array) return { body, type: undefined };
  const encoded = new Response(body);
  const type = encoded.headers.get("content-type") ?? undefined;
  return { body: new Uint8Array(await encoded.arrayBuffer()), type };
}
