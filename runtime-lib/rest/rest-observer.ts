import type { HttpResponse } from "./http-response.ts";

/** For which limit a request waits: that of its route, or that of the whole bot. */
export type WaitedLimit = "route" | "global";

/** Is told of requests to Discord. */
export interface RestObserver {
  /** Runs a request in the name of the bot, from when it is asked for to its answer. */
  requested<T>(method: string, path: string, request: () => Promise<T>): Promise<T>;
  /** Sends a request, and notes what comes of it. */
  sent(method: string, path: string, send: () => Promise<HttpResponse>): Promise<HttpResponse>;
  /** A request waits for a limit. */
  limited(limit: WaitedLimit, milliseconds: number): void;
  /** Waits for a limit, and notes how long. */
  waited(limit: WaitedLimit, wait: () => Promise<void>): Promise<void>;
}

/** Tells both of everything, as far as there are two. */
export function eachObserver(
  outer: RestObserver | undefined,
  inner: RestObserver | undefined,
): RestObserver | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  return {
    requested: (method, path, request) =>
      outer.requested(method, path, () => inner.requested(method, path, request)),
    sent: (method, path, send) => outer.sent(method, path, () => inner.sent(method, path, send)),
    limited(limit, milliseconds) {
      outer.limited(limit, milliseconds);
      inner.limited(limit, milliseconds);
    },
    waited: (limit, wait) => outer.waited(limit, () => inner.waited(limit, wait)),
  };
}
