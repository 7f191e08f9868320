/** An answer that takes the place of Discord's for the next requests it matches. */
export interface InjectedFault {
  method?: string;
  route?: string;
  path?: string;
  status: number;
  /** Left out: a body that fits the status. */
  body?: unknown;
  /** How many requests it is for; 1 when left out. */
  times?: number;
  /** Before the answer, milliseconds. */
  delay?: number;
  /** For status 429, seconds. */
  retryAfter?: number;
  /** For status 429: the limit over all routes. */
  global?: boolean;
}

/** Faults that a test asked for, in the order it asked. */
export class InjectedFaults {
  /** Added to every answer, milliseconds. */
  latency = 0;
  #pending: { fault: InjectedFault; left: number }[] = [];

  add(fault: InjectedFault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault for a request, used up by one. */
  take(method: string, route: string | null, path: string): InjectedFault | undefined {
    if (this.#pending.length === 0) return undefined;
    const found = this.#pending.find(({ fault }) => applies(fault, method, route, path));
    if (!found) return undefined;
    if (--found.left <= 0) this.#pending = this.#pending.filter((pending) => pending !== found);
    return found.fault;
  }

  clear(): void {
    this.#pending = [];
    this.latency = 0;
  }
}

function applies(fault: InjectedFault, method: string, route: string | null, path: string): boolean {
  if (fault.method && fault.method.toUpperCase() !== method) return false;
  if (fault.route && fault.route !== route) return false;
  return !fault.path || fault.path === path;
}
