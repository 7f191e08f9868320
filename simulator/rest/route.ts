import type { Fields } from "../world/model.ts";
import type { World } from "../world/world.ts";
import type { ReceivedFile } from "./body.ts";

/** What a route's handler gets: a request that is authenticated, within limits and valid by its schema. */
export interface RestContext {
  world: World;
  params: Record<string, string>;
  query: URLSearchParams;
  /** The body where it is an object; empty otherwise. */
  body: Fields;
  /** The body where it is an array; empty otherwise. */
  list: Fields[];
  files: ReceivedFile[];
  /** `X-Audit-Log-Reason`, decoded. */
  reason: string | null;
  /** Address of the simulator, for the links it hands out. */
  origin: string;
  /** What GET /gateway/bot tells. */
  gateway: GatewayInfo;
}

/** The gateway as REST describes it. */
export interface GatewayInfo {
  url: string;
  remaining: number;
  total: number;
}

/** An answer. No body means 204 unless the status says otherwise. */
export interface RestResult {
  status: number;
  body?: unknown;
}

export type RouteHandler = (context: RestContext) => RestResult;

/** One REST route. */
export interface Route {
  method: string;
  /** The template of the OpenAPI document. */
  path: string;
  /** Whether the token in the path authorizes the request, or nothing has to. */
  open: boolean;
  handle: RouteHandler;
}

/** A route that needs the bot's token, written as `POST /channels/{channel_id}/messages`. */
export function route(signature: string, handle: RouteHandler): Route {
  const [method = "", path = ""] = signature.split(" ");
  return { method, path, open: false, handle };
}

/** A route that needs no bot token. */
export function openRoute(signature: string, handle: RouteHandler): Route {
  return { ...route(signature, handle), open: true };
}

/** 200 with a body. */
export function ok(body: unknown): RestResult {
  return { status: 200, body };
}

/** 204. */
export function noContent(): RestResult {
  return { status: 204 };
}

/** A path parameter, which the router has made sure of. */
export function param(context: RestContext, name: string): string {
  return context.params[name] ?? "";
}
