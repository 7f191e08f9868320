import { FurlowError } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import type { HttpResponse } from "./http-response.ts";

/** Discord bans an address for a while that makes so many invalid requests in ten minutes. */
const BANNED_FROM = 10_000;

/** How many of them make a warning. */
const WARNINGS = [1_000, 5_000] as const;

/** From here on nothing is sent until the first of them are ten minutes old. */
const MOST = 9_000;

const MINUTE = 60_000; /* ms */
const MINUTES = 10;

/** Is told of each invalid request, where other processes with the same address count them, too. */
export interface SharedCount {
  /** Invalid requests of the other processes in the last ten minutes, as far as it is known. */
  readonly others: number;
  noted(): void;
}

/** Counts what Discord answers with 401, 403 or 429, from which on an address is banned. */
export class InvalidRequests {
  shared: SharedCount | undefined;
  /** By minute. */
  readonly #counts = new Map<number, number>();
  /** How many of the warnings were given. */
  #warned = 0;

  constructor(private readonly log: Pick<Logger, "warn"> | undefined) {}

  /** Looks at an answer that is none of success. */
  note(response: HttpResponse): void {
    if (!isInvalid(response)) return;
    const minute = Math.floor(Date.now() / MINUTE);
    this.#counts.set(minute, (this.#counts.get(minute) ?? 0) + 1);
    this.shared?.noted();
    this.#warn();
  }

  /** Those of this process in the last ten minutes. */
  get own(): number {
    const first = Math.floor(Date.now() / MINUTE) - MINUTES;
    let sum = 0;
    for (const [minute, count] of this.#counts) {
      if (minute < first) this.#counts.delete(minute);
      else sum += count;
    }
    return sum;
  }

  get total(): number {
    return this.own + (this.shared?.others ?? 0);
  }

  /** Throws E4004 when a further request could make Discord ban the address. Costs nothing while none was invalid. */
  check(): void {
    if (this.#counts.size === 0 || this.total < MOST) return;
    const what = `${this.total} requests of the last ten minutes were invalid`;
    throw new FurlowError("E4004", `${what}: Discord would ban this address, so none is sent for now`);
  }

  #warn(): void {
    const { total } = this;
    if (this.#warned > 0 && total < WARNINGS[0] / 2) this.#warned = 0;
    const next = WARNINGS[this.#warned];
    if (next === undefined || total < next) return;
    this.#warned++;
    const told = "many requests were invalid (401, 403 or 429): at so many Discord bans this address";
    this.log?.warn({ invalid: total, minutes: MINUTES, bannedFrom: BANNED_FROM }, told);
  }
}

/** Those that others have used up the limit for do not count. */
function isInvalid({ status, headers }: HttpResponse): boolean {
  if (status === 401 || status === 403) return true;
  return status === 429 && headers.get("x-ratelimit-scope") !== "shared";
}
