import { Waiters } from "../waiters.ts";
import type { UploadedFile } from "./body.ts";

/** One REST request as the simulator saw and answered it. */
export interface LoggedRequest {
  /** Counts up from 1 in the order of the answers. */
  n: number;
  method: string;
  /** Path below the API version, without the query. */
  path: string;
  /** The route's template in the OpenAPI document, such as `/channels/{channel_id}/messages`. */
  route: string | null;
  body: unknown;
  /** Files beside the body, where it is a form. */
  files: UploadedFile[];
  query: Record<string, string>;
  headers: { authorization?: string; reason?: string; contentType?: string; userAgent?: string };
  status: number;
  /** Why the request is not one that Discord would accept. */
  problems: string[];
  /** Milliseconds since 1970. */
  at: number;
}

/** Selects requests; a field left out matches all. */
export interface RequestFilter {
  /** Only requests with a greater `n`. */
  since?: number;
  method?: string;
  route?: string;
  path?: string;
}

/** A problem with the request it was found in. */
export interface Problem {
  n: number;
  method: string;
  path: string;
  problem: string;
}

/** The last requests, a fixed number of them, and every problem among them and before. */
export class RequestLog {
  readonly #ring: LoggedRequest[] = [];
  readonly #capacity: number;
  readonly #arrivals = new Waiters<LoggedRequest>();
  #problems: Problem[] = [];
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = Math.max(1, capacity);
  }

  add(request: Omit<LoggedRequest, "n">): void {
    const logged: LoggedRequest = { n: ++this.#count, ...request };
    this.#ring[logged.n % this.#capacity] = logged;
    const { n, method, path } = logged;
    for (const problem of logged.problems) this.#note({ n, method, path, problem });
    this.#arrivals.offer(logged);
  }

  /** Matching requests that are still kept, oldest first. */
  list(filter: RequestFilter = {}): LoggedRequest[] {
    const first = Math.max(1, this.#count - this.#capacity + 1, (filter.since ?? 0) + 1);
    const found: LoggedRequest[] = [];
    for (let n = first; n <= this.#count; n++) {
      const request = this.#ring[n % this.#capacity];
      if (request && request.n === n && matches(request, filter)) found.push(request);
    }
    return found;
  }

  problems(): Problem[] {
    return [...this.#problems];
  }

  /** The first matching request, past or to come; `timeout` in milliseconds. */
  async waitFor(filter: RequestFilter, timeout: number): Promise<LoggedRequest> {
    const [known] = this.list(filter);
    if (known) return known;
    const what = `request ${filter.method ?? "*"} ${filter.route ?? filter.path ?? "*"}`;
    return this.#arrivals.wait((request) => matches(request, filter), timeout, what);
  }

  /** Forgets requests and problems; numbering goes on. */
  clear(): void {
    this.#ring.length = 0;
    this.#problems = [];
  }

  #note(problem: Problem): void {
    if (this.#problems.length < this.#capacity) this.#problems.push(problem);
  }
}

function matches(request: LoggedRequest, { since, method, route, path }: RequestFilter): boolean {
  return (
    (since === undefined || request.n > since) &&
    (method === undefined || request.method === method.toUpperCase()) &&
    (route === undefined || request.route === route) &&
    (path === undefined || request.path === path)
  );
}
