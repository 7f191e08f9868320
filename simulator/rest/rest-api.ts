import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fields } from "../world/model.ts";
import type { World } from "../world/world.ts";
import { type ParsedBody, readBody } from "./body.ts";
import { DiscordError } from "./discord-error.ts";
import { type InjectedFault, InjectedFaults } from "./faults.ts";
import { RateLimiter, type Verdict } from "./rate-limiter.ts";
import { RequestLog } from "./request-log.ts";
import type { GatewayInfo, RestContext, RestResult, Route } from "./route.ts";
import { type RouteMatch, Router } from "./router.ts";
import { ROUTES } from "./routes/index.ts";
import { describeFault } from "./validation/faults.ts";
import type { Validator } from "./validation/validator.ts";

/** What REST answers with beside the world. */
export interface RestSurroundings {
  validator: Validator;
  origin: () => string;
  gateway: () => GatewayInfo;
}

/** A request on its way through the simulator; `problems` fills up as it goes. */
interface Exchange {
  request: IncomingMessage;
  method: string;
  path: string;
  query: URLSearchParams;
  match: RouteMatch<Route | "described"> | undefined;
  problems: string[];
}

interface Answer extends RestResult {
  headers: Record<string, string>;
}

const PREFIX = /^\/api\/v(?:9|10)(?=\/)/;

/** Errors that say the bot built its request wrong, whatever the state of things: 50035, 50006, 50109. */
const BODY_ERRORS: ReadonlySet<number> = new Set([50_035, 50_006, 50_109]);

/** Discord's REST API: from an HTTP request to its answer and its entry in the log. */
export class RestApi {
  readonly log: RequestLog;
  readonly faults = new InjectedFaults();
  readonly limiter: RateLimiter;
  readonly #world: World;
  readonly #surroundings: RestSurroundings;
  readonly #router = new Router<Route | "described">();

  constructor(world: World, surroundings: RestSurroundings) {
    this.#world = world;
    this.#surroundings = surroundings;
    this.log = new RequestLog(world.options.logSize);
    this.limiter = new RateLimiter(world.options.rateLimits, world.options.globalRps);
    for (const route of ROUTES) this.#router.add(route.method, route.path, route);
    for (const { method, path } of surroundings.validator.routes) this.#router.add(method, path, "described");
  }

  /** Answers a request below `/api`. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = this.#open(request);
    let body: ParsedBody = { value: undefined, files: [] };
    let answer: Answer;
    try {
      body = await readBody(request);
      answer = await this.#answer(exchange, body);
    } catch (error) {
      answer = this.#failed(exchange, error);
    }
    if (this.faults.latency > 0) {
      // On its way an answer does not change any more.
      answer = { ...answer, body: structuredClone(answer.body) };
      await sleep(this.faults.latency);
    }
    this.#record(exchange, body, answer.status);
    send(response, answer);
  }

  #open(request: IncomingMessage): Exchange {
    const [pathname = "", search = ""] = (request.url ?? "/").split("?", 2);
    const method = request.method ?? "GET";
    const path = pathname.replace(PREFIX, "");
    const match = path === pathname ? undefined : this.#router.find(method, path);
    return { request, method, path, query: new URLSearchParams(search), match, problems: [] };
  }

  async #answer(exchange: Exchange, body: ParsedBody): Promise<Answer> {
    const { method, path, match } = exchange;
    const fault = this.faults.take(method, match?.template ?? null, path);
    if (fault) return await injected(fault);
    if (!match) throw this.#problem(exchange, "unknown route", new DiscordError("notFound"));
    const route = match.value;
    if (!route) throw this.#problem(exchange, "unknown method", new DiscordError("methodNotAllowed"));
    if (route === "described")
      throw this.#problem(exchange, "route not implemented", new DiscordError("notImplemented"));
    if (!route.open && !this.#authorized(exchange.request)) throw new DiscordError("unauthorized");
    const verdict = this.#limit(exchange, match);
    if (verdict.refused) return tooMany(verdict);
    try {
      this.#validate(exchange, match, body);
      return { ...route.handle(this.#context(exchange, match, body)), headers: verdict.headers };
    } catch (error) {
      return { ...this.#failed(exchange, error), headers: verdict.headers };
    }
  }

  #limit({ method }: Exchange, { template, params }: RouteMatch<unknown>): Verdict {
    const exempt = params["webhook_id"] === this.#world.options.applicationId;
    return this.limiter.take(method, template, params, exempt);
  }

  #authorized(request: IncomingMessage): boolean {
    return !this.#world.tokenRevoked && request.headers.authorization === `Bot ${this.#world.options.token}`;
  }

  #validate(exchange: Exchange, { template, params }: RouteMatch<unknown>, body: ParsedBody): void {
    const { validator } = this.#surroundings;
    if (validator.kind === "none") return;
    const query = queryOf(exchange.query);
    const files = body.files.map(({ field }) => field);
    const faults = validator.check(exchange.method, template, { body: body.value, query, params, files });
    if (faults.length === 0) return;
    exchange.problems.push(...faults.map(describeFault));
    throw new DiscordError("invalidFormBody", faults);
  }

  #context({ request, query }: Exchange, { params }: RouteMatch<unknown>, body: ParsedBody): RestContext {
    const { value, files } = body;
    const isList = Array.isArray(value);
    const reason = request.headers["x-audit-log-reason"];
    return {
      world: this.#world,
      params,
      query,
      body: typeof value === "object" && value !== null && !isList ? (value as Fields) : {},
      list: isList ? (value as Fields[]) : [],
      files,
      reason: typeof reason === "string" ? decodeReason(reason) : null,
      origin: this.#surroundings.origin(),
      gateway: this.#surroundings.gateway(),
    };
  }

  #problem(exchange: Exchange, problem: string, error: DiscordError): DiscordError {
    exchange.problems.push(`${problem}: ${exchange.method} ${exchange.path}`);
    return error;
  }

  #failed(exchange: Exchange, error: unknown): Answer {
    if (error instanceof DiscordError) {
      const known = exchange.problems.length > 0;
      if (!known && BODY_ERRORS.has(error.code)) exchange.problems.push(...describeError(error));
      return { status: error.status, body: error.toBody(), headers: {} };
    }
    exchange.problems.push(`simulator failed: ${error instanceof Error ? error.stack : error}`);
    return { status: 500, body: { message: "500: Internal Server Error", code: 0 }, headers: {} };
  }

  #record(
    { request, method, path, query, match, problems }: Exchange,
    body: ParsedBody,
    status: number,
  ): void {
    const { authorization, "x-audit-log-reason": reason } = request.headers;
    this.log.add({
      method,
      path,
      route: match?.template ?? null,
      body: body.value,
      files: body.files.map(({ data: _data, ...file }) => file),
      query: Object.fromEntries(query),
      headers: {
        ...(authorization ? { authorization: authorization.replace(/\S+$/, "[redacted]") } : {}),
        ...(typeof reason === "string" ? { reason: decodeReason(reason) } : {}),
        ...(request.headers["content-type"] ? { contentType: request.headers["content-type"] } : {}),
        ...(request.headers["user-agent"] ? { userAgent: request.headers["user-agent"] } : {}),
      },
      status,
      problems,
      at: Date.now(),
    });
  }
}

function describeError(error: DiscordError): string[] {
  return error.faults.length > 0 ? error.faults.map(describeFault) : [`${error.code} ${error.message}`];
}

async function injected(fault: InjectedFault): Promise<Answer> {
  if (fault.delay) await sleep(fault.delay);
  if (fault.status !== 429) {
    const body = fault.body ?? { message: `${fault.status}: injected by the simulator`, code: 0 };
    return { status: fault.status, body, headers: {} };
  }
  const global = fault.global ?? false;
  const refused = { retryAfter: fault.retryAfter ?? 1, global, scope: global ? "global" : "user" } as const;
  return tooMany({ headers: {}, refused });
}

/** https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit-rate-limit-response-structure */
function tooMany({ headers, refused }: Verdict): Answer {
  const retryAfter = refused?.retryAfter ?? 1;
  const global = refused?.global ?? false;
  return {
    status: 429,
    body: { message: "You are being rate limited.", retry_after: retryAfter, global },
    headers: {
      ...headers,
      "retry-after": String(Math.ceil(retryAfter)),
      "x-ratelimit-reset-after": retryAfter.toFixed(3),
      "x-ratelimit-scope": refused?.scope ?? "user",
      ...(global ? { "x-ratelimit-global": "true" } : {}),
    },
  };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const json = JSON.stringify(body);
  const length = Buffer.byteLength(json);
  response
    .writeHead(status, { ...headers, "content-type": "application/json", "content-length": length })
    .end(json);
}

function queryOf(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const key of new Set(search.keys())) {
    const all = search.getAll(key);
    query[key] = all.length === 1 && all[0] !== undefined ? all[0] : all;
  }
  return query;
}

function decodeReason(reason: string): string {
  try {
    return decodeURIComponent(reason);
  } catch {
    return reason;
  }
}
