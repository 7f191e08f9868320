import {
  DefaultUserAgent,
  type InternalRequest,
  REST,
  type RESTEvents,
  type ResponseLike,
} from "@discordjs/rest";
import type { Logger } from "../log/logger.ts";
import type { GlobalLimit } from "./global-limit.ts";
import { HttpPool } from "./http-pool.ts";
import type { HttpResponse } from "./http-response.ts";
import { sendCallback } from "./interaction-callback.ts";
import { InvalidRequests } from "./invalid-requests.ts";
import type { RestObserver } from "./rest-observer.ts";

const VERSION = "10";

const CALLBACK = /^\/interactions\/\d+\/[^/]+\/callback$/;
const CALLBACK_HEADERS = ["content-type", "application/json", "user-agent", DefaultUserAgent] as const;

/** How long Discord may take for an answer. */
const TIMEOUT = 15_000; /* ms */

/** The same behind a proxy, and where requests wait for their turn: what waits for a limit counts as well. */
const WAITING_TIMEOUT = 120_000; /* ms */

export interface DiscordRestOptions {
  /** Address of Discord's API, such as `https://discord.com/api`. */
  readonly api: string;
  /** Address of a proxy that takes its place, and sees to the limits. */
  readonly proxy?: string | undefined;
  /** What processes have in common whose requests Discord sees from one address. */
  readonly egressAddress?: string | undefined;
  readonly globalRequestsPerSecond: number;
  /** Is told of requests, of a bot that is measured or traced. */
  readonly observer?: RestObserver | undefined;
}

/**
 * Discord's REST API: rate limits, retries and errors are those of `@discordjs/rest`. Requests go out over a
 * lean pool of connections, and answers to interactions past the queues.
 */
export class DiscordRest extends REST {
  readonly hasProxy: boolean;
  readonly egressAddress: string | undefined;
  readonly invalid: InvalidRequests;
  readonly #http: HttpPool;
  /** Path of the API's address with the version. */
  readonly #base: string;
  readonly #observer: RestObserver | undefined;
  /** What requests wait for where a bot has several processes. */
  #limit: GlobalLimit | undefined;

  constructor(
    { api: direct, proxy, egressAddress, globalRequestsPerSecond, observer }: DiscordRestOptions,
    log?: Pick<Logger, "warn">,
  ) {
    const api = proxy === undefined ? direct : apiOf(proxy);
    const { origin, pathname } = new URL(api);
    const timeout = proxy === undefined ? TIMEOUT : WAITING_TIMEOUT;
    const invalid = new InvalidRequests(log);
    // Those that go through a proxy have its address, and are for it to count.
    const failed = (response: HttpResponse) => invalid.note(response);
    const http = new HttpPool(origin, timeout, proxy === undefined ? failed : undefined, observer);
    super({
      version: VERSION,
      api,
      timeout,
      globalRequestsPerSecond: proxy === undefined ? globalRequestsPerSecond : Number.POSITIVE_INFINITY,
      makeRequest: (url, init) => this.carry(url, init),
    });
    this.#observer = observer;
    if (observer !== undefined) this.#tellOfLimits(observer);
    this.hasProxy = proxy !== undefined;
    this.egressAddress = egressAddress;
    this.invalid = invalid;
    this.#http = http;
    this.#base = `${pathname === "/" ? "" : pathname}/v${VERSION}`;
  }

  /** From now on requests in the bot's name wait for a limit that several processes share. */
  limitBy(limit: GlobalLimit): void {
    this.#limit = limit;
    this.options.globalRequestsPerSecond = Number.POSITIVE_INFINITY;
    this.globalRemaining = Number.POSITIVE_INFINITY;
    this.options.timeout = WAITING_TIMEOUT;
  }

  override request(request: InternalRequest): Promise<unknown> {
    return this.#observer === undefined
      ? this.#request(request)
      : this.#observer.requested(request.method, request.fullRoute, () => this.#request(request));
  }

  #request(request: InternalRequest): Promise<unknown> {
    const { fullRoute, body, query, files } = request;
    if (files !== undefined || !CALLBACK.test(fullRoute)) return super.request(request);
    const suffix = query === undefined ? "" : `?${query}`;
    const path = `${this.#base}${fullRoute}${suffix}`;
    return sendCallback(this.#http, { route: fullRoute, path, headers: CALLBACK_HEADERS, body });
  }

  async #wait(limit: GlobalLimit): Promise<void> {
    await (this.#observer === undefined ? limit.take() : this.#observer.waited("global", () => limit.take()));
  }

  /** The queues say how long they are about to wait; for a limit that they did not know of, where they might give up. */
  #tellOfLimits(observer: RestObserver): void {
    this.on("rateLimited" as RESTEvents.RateLimited, ({ global, timeToReset }) =>
      observer.limited(global ? "global" : "route", timeToReset),
    );
    this.options.rejectOnRateLimit = ({ sublimitTimeout }) => {
      if (sublimitTimeout > 0) observer.limited("route", sublimitTimeout);
      return false;
    };
  }

  /** Sends what queues of `@discordjs/rest` let through: its own, or those of another that carry the bot's token. */
  async carry(url: string, init: RequestInit): Promise<ResponseLike> {
    this.invalid.check();
    const { method = "GET", signal } = init;
    const headers = init.headers as Record<string, string>;
    // What carries its token in its path, as answers to interactions do, is bound by no limit of the bot.
    if (this.#limit !== undefined && headers["Authorization"] !== undefined) await this.#wait(this.#limit);
    const path = url.slice(this.#http.origin.length);
    const { body, type } = await encode(init.body);
    const request = {
      method,
      path,
      body,
      headers: type === undefined ? headers : { ...headers, "content-type": type },
    };
    const response = await this.#http.send(request, signal ?? undefined);
    if (this.hasProxy && response.status !== 429) response.headers.forgetLimits();
    // It has all that is read of a response; the type names more.
    return response as unknown as ResponseLike;
  }
}

/** Where a proxy has Discord's API: under the same path as Discord, unless the address says another. */
function apiOf(proxy: string): string {
  const { origin, pathname } = new URL(proxy);
  return origin + (pathname === "/" ? "/api" : pathname.replace(/\/$/, ""));
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
